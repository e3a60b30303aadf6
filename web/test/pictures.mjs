// The pictures of docs/images, from the sample archive: node pictures.mjs PROGRAM SAMPLE FOLDER
import { join } from "node:path";
import { openBrowser, openPage, run, scratch } from "./browser.mjs";

const [program, sample, to] = process.argv.slice(2);
const browser = await openBrowser();
const folder = scratch();
const store = join(folder, "store");
const file = join(folder, "page.html");
run(program, "--store", store, "ingest", join(sample, "articles"), join(sample, "jekyll"), join(sample, "lines.jsonl"));
run(program, "--store", store, "clusters", "run");
run(program, "--store", store, "export", "--format", "html", "-o", file);

async function picture(name, options, act) {
  const page = await openPage(browser, `file://${file}`, { width: 1360, height: 820, ...options });
  await act(page);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  await page.screenshot({ path: join(to, name) });
  await page.close();
}

async function choose(page, text) {
  await page.type("#search", text);
  await page.waitForSelector("#suggestions li[role=option]");
  await page.keyboard.press("Enter");
  await page.waitForFunction((name) => document.querySelector("#panel-title")?.textContent === name, {}, text);
}

await picture("explorer.png", {}, async (page) => {
  await choose(page, "李辉");
  await page.click("#panel .why");
});
await picture("explorer-timeline.png", { dark: true }, async (page) => {
  await choose(page, "马克龙");
  await page.click("#tab-timeline");
});
await browser.close();
process.exit(0);
