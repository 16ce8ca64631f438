// Searches the memory of a Chromium page.

/**
 * The texts in the memory of a page, after the collection of garbage, that have a text in them; each with who keeps it.
 * @param {import('puppeteer-core').Page} page
 * @param {string} wanted
 * @returns {Promise<string[]>} ways from the text to a root, nearest first
 */
export async function keepersOf(page, wanted) {
  const client = await page.createCDPSession();
  const chunks = [];
  client.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await client.send('HeapProfiler.enable');
  for (let round = 0; round < 3; round++) await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await client.detach();
  return findIn(JSON.parse(chunks.join('')), wanted);
}

function findIn({ snapshot, nodes, edges, strings }, wanted) {
  const { node_fields: nodeFields, edge_fields: edgeFields, edge_types: edgeTypes } = snapshot.meta;
  const width = nodeFields.length;
  const [nameAt, countAt] = [nodeFields.indexOf('name'), nodeFields.indexOf('edge_count')];
  const [typeAt, edgeNameAt, toAt] = ['type', 'name_or_index', 'to_node'].map((field) => edgeFields.indexOf(field));
  const named = new Set(['property', 'internal', 'context', 'shortcut', 'weak']);
  /** Who points at a node first found; weak pointers keep nothing. */
  const parents = new Map();
  let edge = 0;
  for (let node = 0; node < nodes.length; node += width) {
    for (let count = nodes[node + countAt]; count > 0; count--, edge += edgeFields.length) {
      const type = edgeTypes[0][edges[edge + typeAt]];
      if (type === 'weak') continue;
      const to = edges[edge + toAt];
      const name = named.has(type) ? strings[edges[edge + edgeNameAt]] : `[${edges[edge + edgeNameAt]}]`;
      parents.set(to, [...(parents.get(to) ?? []), { node, name }]);
    }
  }
  const nameOf = (node) => strings[nodes[node + nameAt]].slice(0, 40);
  const wayUp = (node) => {
    const steps = [];
    const seen = new Set();
    for (let at = node; steps.length < 12 && !seen.has(at);) {
      seen.add(at);
      const parent = parents.get(at)?.find((each) => !seen.has(each.node));
      if (!parent) break;
      steps.push(`${parent.name} of ${nameOf(parent.node)}`);
      at = parent.node;
    }
    return steps.join(' < ');
  };
  const found = [];
  for (let node = 0; node < nodes.length; node += width)
    if (strings[nodes[node + nameAt]].includes(wanted) && parents.has(node)) found.push(wayUp(node));
  return found;
}
