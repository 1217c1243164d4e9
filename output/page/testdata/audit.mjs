// Audits a page in headless Chromium: node audit.mjs PAGE.html prints one line
// for every finding of axe-core, of html-validate, for everything that the page
// tries to load, and for a page wider than a phone; nothing where all is well.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.MAGNETSIM_NODE_MODULES + "/");
const puppeteer = require("puppeteer-core");
const { HtmlValidate } = require("html-validate");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const file = process.argv[2];

const validate = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    "long-title": "off", // a title is the scenario's
    "no-inline-style": "error",
    "no-raw-characters": "off", // HTML5 allows them in text
    "no-trailing-whitespace": "off", // of the stylesheet and of what a picture holds
    "element-name": "off", // knows no SVG
    "tel-non-breaking": "off", // no number is a telephone's
    "prefer-native-element": "off", // a box that scrolls is a group, and a picture an image
  },
});
const report = await validate.validateString(readFileSync(file, "utf8"));
for (const result of report.results) {
  for (const m of result.messages) console.log(`html-validate ${m.ruleId} ${m.line}:${m.column} ${m.message}`);
}

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const [width, scheme] of [[1200, "light"], [1200, "dark"], [375, "light"]]) {
    const page = await browser.newPage();
    const where = `at ${width} px, ${scheme}`;
    page.on("request", (r) => {
      if (!/^(file|data):/.test(r.url())) console.log(`loads ${r.url()} ${where}`);
    });
    page.on("console", (m) => console.log(`console ${m.text()} ${where}`));
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(pathToFileURL(file).href);
    const found = await page.evaluate(async (source) => {
      window.eval(source);
      return await window.axe.run({ resultTypes: ["violations"] });
    }, axe);
    for (const v of found.violations) {
      for (const n of v.nodes) console.log(`axe ${v.id} (${v.impact}) ${n.target.join(" ")} ${n.failureSummary.replaceAll("\n", " ")} ${where}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) console.log(`the page is ${wide} px wide ${where}`);
    await page.close();
  }
} finally {
  await browser.close();
}
