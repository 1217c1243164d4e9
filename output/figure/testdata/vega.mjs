// Checks Vega-Lite specifications with the official packages and renders them:
//
//   node vega.mjs MODULES FILE.vl.json...
//
// MODULES is the node_modules folder that holds vega, vega-lite, ajv and
// ajv-formats. Each specification is held to the schema of Vega-Lite, compiled,
// and rendered to FILE.svg. What is wrong, with every warning, is written to
// standard output, a line each; the exit code is 1 where there is any.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(modules, 'here.js')));
const entry = async (name) => {
  const { main, module, exports } = JSON.parse(readFileSync(join(modules, name, 'package.json')));
  const at = exports?.['.']?.default ?? exports?.default ?? module ?? main;
  return import(pathToFileURL(join(modules, name, at)));
};
const vega = await entry('vega');
const vegaLite = await entry('vega-lite');
const Ajv = require('ajv').default;
const ajv = new Ajv({ strict: false, allErrors: false });
require('ajv-formats').default(ajv);
ajv.addFormat('color-hex', /^#([0-9a-f]{3}|[0-9a-f]{6})$/i);
const valid = ajv.compile(JSON.parse(readFileSync(join(modules, 'vega-lite/build/vega-lite-schema.json'))));

let wrong = 0;
for (const file of files) {
  const tell = (...words) => {
    wrong++;
    console.log(`${basename(file)}: ${words.map(String).join(' ')}`);
  };
  const logger = { level: () => logger, error: (...w) => (tell('error:', ...w), logger), warn: (...w) => (tell('warning:', ...w), logger), info: () => logger, debug: () => logger };
  try {
    const spec = JSON.parse(readFileSync(file, 'utf8'));
    if (!valid(spec)) tell('schema:', ajv.errorsText(valid.errors.slice(0, 3)));
    const view = new vega.View(vega.parse(vegaLite.compile(spec, { logger }).spec), { renderer: 'none', logger });
    writeFileSync(file.replace(/\.vl\.json$/, '.svg'), await view.toSVG());
    view.finalize();
  } catch (e) {
    tell('error:', e.stack);
  }
}
process.exit(wrong ? 1 : 0);
