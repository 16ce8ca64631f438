// The manifest of what a page can use of the elements: nothing private, and the files under the names they are published by.
const published = {
  name: 'published',
  packageLinkPhase({ customElementsManifest }) {
    const modules = customElementsManifest.modules
      .map((module) => JSON.parse(rename(JSON.stringify(module))))
      .filter(({ declarations, exports }) => [...declarations, ...exports].some(isElement));
    for (const declaration of modules.flatMap((module) => module.declarations ?? [])) {
      declaration.members = declaration.members?.filter(({ privacy }) => privacy === undefined || privacy === 'public');
    }
    modules.sort((a, b) => (a.path < b.path ? -1 : 1));
    customElementsManifest.modules = modules;
  },
};

// What elements have in common is analyzed too, since they inherit from it, but has no entry of its own.
const isElement = ({ customElement, kind }) => customElement === true || kind === 'custom-element-definition';

const rename = (json) => json.replaceAll(/"\/?src\/([^"]+)\.[jt]s"/g, '"dist/lib/$1.js"');

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['src/elements/**/*.styles.ts'],
  litelement: true,
  packagejson: false,
  outdir: '.',
  plugins: [published],
};
