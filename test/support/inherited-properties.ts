/** CSS keywords and values, with a non-initial one for each inherited property. */
const WORDS = (
  'none auto normal hidden visible collapse always all both inherit ' +
  'italic bold small-caps all-small-caps expanded no-contextual tabular-nums jis78 sub super emoji text under over filled ' +
  'uppercase pre pre-wrap nowrap balance stable pretty break-all break-word keep-all anywhere strict loose manual justify center end left ' +
  'vertical-rl sideways-lr upright sideways mixed force-end first last allow-end trim-start space-all no-autospace ' +
  'rtl crosshair square inside bevel round evenodd stroke markers geometricPrecision optimizeSpeed crispEdges pixelated linearRGB ' +
  'none dark light only bottom show hide inert exact economy antialiased grayscale subpixel-antialiased optimizeLegibility ' +
  'space-between start ruby-base balance standard constrained compact style break-spaces preserve preserve-breaks ' +
  'read-write allow-keywords numeric-only spell-out literal-punctuation no-drag painted fine from-image ' +
  'flip isolate-override logical visual light-level high stopped ' +
  'red rgb(1,2,3) "x" "«" "»" 3 7 0.5 17% 3px 7em 1px 1px 1px|red 40deg url(#x) 5px|3px dark|light filled|circle under|right ' +
  '"smcp" "wght"|300 "TRK" 0.9|from-font ex-height|0.7 8|4|2 each-line|3em 3em|hanging text|alphabetic first|last numeric-only'
)
  .split(' ')
  .map((word) => word.replaceAll('|', ' '));

/** Returns the inherited properties of this browser with a non-initial value. Found by trying, to include those of later browsers. */
export function inheritedProperties(): ReadonlyMap<string, string> {
  const parent = document.createElement('div');
  const child = parent.appendChild(document.createElement('div'));
  const page = document.createElement('div');
  // Without layout, getComputedStyle() returns specified values instead of used sizes.
  page.hidden = true;
  page.append(parent);
  document.body.append(page);
  const outer = getComputedStyle(parent);
  const inner = getComputedStyle(child);
  const found = new Map<string, string>();
  for (const name of [...outer]) {
    const initial = inner.getPropertyValue(name);
    for (const word of WORDS) {
      parent.style.setProperty(name, word);
      if (outer.getPropertyValue(name) === initial) continue;
      if (inner.getPropertyValue(name) === outer.getPropertyValue(name)) found.set(name, word);
      break;
    }
    parent.style.removeProperty(name);
  }
  page.remove();
  return found;
}
