// npm run build:api-report: API Extractor's reports of what each entry exports, in docs/reports/*.api.md, from the types of a build. They are
// committed, so that a review shows changes; a test compares them. API Extractor's own command handles one entry only.
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const path = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));
/** Without `daily-knock/define` and `daily-knock/elements/*`, which only register elements. */
const ENTRIES = {
  'daily-knock': 'dist/lib/index.d.ts',
  'daily-knock.local-room': 'dist/local-room/index.d.ts',
  'daily-knock.lobby-channel': 'dist/lobby-channel/index.d.ts',
  'daily-knock.testing': 'dist/testing/index.d.ts',
};
const silent = { default: { logLevel: 'none' } };

/**
 * @param {boolean} localBuild whether to write the reports or only compare them
 * @returns {string[]} the changed reports
 */
export function apiReports(localBuild) {
  return Object.entries(ENTRIES)
    .filter(([name, types]) => {
      const config = ExtractorConfig.prepare({
        configObject: {
          projectFolder: path('.'),
          mainEntryPointFilePath: path(types),
          compiler: { tsconfigFilePath: path('tsconfig.build.json') },
          apiReport: {
            enabled: true,
            reportFileName: name,
            reportFolder: path('docs/reports/'),
            reportTempFolder: path('.cache/api-report/'),
          },
          docModel: { enabled: false },
          dtsRollup: { enabled: false },
          tsdocMetadata: { enabled: false },
          newlineKind: 'lf',
          messages: {
            compilerMessageReporting: silent,
            extractorMessageReporting: silent,
            tsdocMessageReporting: silent,
          },
        },
        configObjectFullPath: undefined,
        packageJsonFullPath: path('package.json'),
      });
      const { apiReportChanged } = Extractor.invoke(config, {
        localBuild,
        messageCallback: (message) => (message.handled = true),
      });
      return apiReportChanged;
    })
    .map(([name]) => name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) apiReports(true);
