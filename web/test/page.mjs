// The explorer in a browser, from a file and from the server: node page.mjs PROGRAM SAMPLE
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { loadavg, cpus } from "node:os";
import { join } from "node:path";
import { openBrowser, openPage, run, saved, scratch, serve, violations } from "./browser.mjs";

const [program, sample] = process.argv.slice(2);
const browser = await openBrowser();
const folder = scratch();
const store = join(folder, "store");
const file = join(folder, "page.html");
run(program, "--store", store, "ingest", join(sample, "articles"), join(sample, "jekyll"), join(sample, "lines.jsonl"));
run(program, "--store", store, "clusters", "run");
run(program, "--store", store, "export", "--format", "html", "-o", file);

const settled = (page) => page.waitForFunction(() => !document.querySelector("#panel").hasAttribute("aria-busy"));
const waitForTitle = (page, text) =>
  page.waitForFunction((wanted) => document.querySelector("#panel-title")?.textContent === wanted, {}, text);

async function search(page, text) {
  await page.$eval("#search", (input) => (input.value = ""));
  await page.type("#search", text);
  await page.waitForSelector("#suggestions li[role=option]");
  await page.keyboard.press("Enter");
}

async function explore(url, isOwn) {
  const page = await openPage(browser, url);
  await settled(page);
  assert.deepEqual(await violations(page), [], "axe, at the start");

  // Traditional or simplified, the person is found.
  for (const name of ["馬克龍", "马克龙"]) {
    await search(page, name);
    await waitForTitle(page, "马克龙");
    await settled(page);
  }
  const counts = () => page.$eval("#counts", (element) => element.textContent);
  assert.match(await counts(), /[1-9]\d* 个名字，[1-9]\d* 条联系/);
  assert.deepEqual(await violations(page), [], "axe, a person");

  // Each link shows sentences with both names marked, and leads to the article.
  await page.click("#panel .why");
  await page.waitForFunction(() => document.querySelectorAll("#panel blockquote mark").length > 1);
  const links = await page.$$eval("#panel .title a", (all) => all.map((a) => [a.href, a.rel, a.target]));
  assert.ok(links.length > 0);
  for (const [href, rel, target] of links) {
    assert.match(href, /^https?:/);
    assert.deepEqual([rel, target], ["noopener noreferrer", "_blank"]);
  }
  assert.deepEqual(await violations(page), [], "axe, evidence");

  // Choosing a neighbour leads on.
  const neighbor = await page.$$eval("#panel-title button.name", (all) => all[1].textContent);
  await page.evaluate(() => document.querySelectorAll("#panel-title button.name")[1].click());
  await waitForTitle(page, neighbor);
  await settled(page);

  // Filters: kinds, weight, time.
  const before = await counts();
  await page.click('[data-box="place"]');
  assert.notEqual(await counts(), before, "the kind of a node is a filter");
  await page.click('[data-box="place"]');
  assert.equal(await counts(), before);
  const slide = (id, value) => page.$eval(id, (input, v) => {
    input.value = v;
    input.dispatchEvent(new Event("input"));
  }, value);
  await slide("#weight", 5);
  assert.notEqual(await counts(), before, "the weight of a link is a filter");
  await slide("#weight", 0);
  await slide("#time-from", 2024 * 12);
  assert.match(await page.$eval("#time-shown", (e) => e.textContent), /^2024-01 – /);
  assert.notEqual(await counts(), before, "time is a filter");
  await page.click("#time-all");
  assert.equal(await counts(), before);

  // A connection between two names.
  await page.type("#path-from", "李辉");
  await page.type("#path-to", "金正恩");
  await page.click("#path .strong");
  await waitForTitle(page, "李辉 与 金正恩");
  await settled(page);
  assert.ok((await page.$$("#panel .path")).length > 0);
  assert.ok((await page.$$("#panel .path blockquote mark")).length > 0);
  assert.deepEqual(await violations(page), [], "axe, a path");

  // The other views, by keyboard.
  await search(page, "李辉");
  await waitForTitle(page, "李辉");
  await page.focus("#tab-graph");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelectorAll("#view-timeline .items li").length > 5);
  assert.ok((await page.$$("#view-timeline svg rect")).length > 5);
  assert.deepEqual(await violations(page), [], "axe, timeline");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelectorAll("#view-clusters .cards li").length > 5);
  assert.deepEqual(await violations(page), [], "axe, clusters");
  await page.click("#view-clusters .cards h3 button");
  await page.waitForSelector("#focus button");
  await page.click("#focus button");

  // What is on the screen can be kept.
  const click = (id) => page.$eval(id, (button) => button.click());
  const json = JSON.parse(await saved(page, folder, "newsgraph.json", () => click("#save-json")));
  assert.ok(json.nodes.length > 10 && json.links.length > 10);
  const gexf = String(await saved(page, folder, "newsgraph.gexf", () => click("#save-gexf")));
  assert.equal(gexf.match(/<node /g).length, json.nodes.length, "GEXF has the nodes that JSON has");
  assert.equal(gexf.match(/<edge /g).length, json.links.length);
  assert.match(gexf, /^<\?xml .*<gexf xmlns="http:\/\/gexf.net\/1.3" .*<viz:color r="\d+" g="\d+" b="\d+"\/>.*<\/gexf>\n$/s);
  assert.ok(await page.evaluate((text) =>
    !new DOMParser().parseFromString(text, "application/xml").querySelector("parsererror"), gexf), "GEXF is XML");
  const svg = String(await saved(page, folder, "newsgraph.svg", () => click("#save-svg")));
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg".*<circle.*<text.*<\/svg>$/s);
  const png = await saved(page, folder, "newsgraph.png", () => click("#save-png"));
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  for (const name of ["json", "gexf", "svg", "png"]) run("rm", join(folder, `newsgraph.${name}`));

  // Dark, and English.
  await page.click("#theme");
  await page.click("#language");
  assert.equal(await page.$eval("html", (html) => html.lang), "en");
  assert.equal(await page.$eval("#tab-graph", (tab) => tab.textContent), "Graph");
  await settled(page);
  assert.deepEqual(await violations(page), [], "axe, dark and English");

  assert.deepEqual(page.seen.errors, []);
  assert.deepEqual(page.seen.requests.filter((request) => !isOwn(request)), []);
  await page.close();
}

async function hostile() {
  const attacks = ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "<!--", "]]>",
    "\"><svg onload=alert(1)>", "javascript:alert(1)", "{{data}}", "{{constructor.constructor('alert(1)')()}}",
    "&lt;b&gt;", "\u202egnp.exe", "'; alert(1); //", "<style>*{display:none}</style>", "${alert(1)}", "\\u003cscript>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>x</a>", "<math><mtext></mtext></math>",
    "\u2028\u2029", "<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>"];
  const lines = attacks.map((attack, i) => JSON.stringify({
    url: `https://www.example.org/${i}?q=${encodeURIComponent(attack)}`, title: `${attack} 马克龙`,
    published: "2023-05-16T08:00:00Z", text: `${attack}。马克龙与习近平在北京会谈，${attack}。`, tags: [attack],
  }));
  writeFileSync(join(folder, "hostile.jsonl"), lines.join("\n"));
  const bad = join(folder, "hostile");
  run(program, "--store", bad, "ingest", join(folder, "hostile.jsonl"));
  run(program, "--store", bad, "export", "--format", "html", "-o", join(folder, "hostile.html"));
  const server = await serve(program, bad);
  for (const url of [`file://${join(folder, "hostile.html")}`, server.url]) {
    const page = await openPage(browser, url);
    await search(page, "马克龙");
    await waitForTitle(page, "马克龙");
    await settled(page);
    await page.click("#panel .why");
    await page.waitForSelector("#panel blockquote, #panel .title");
    for (const tab of ["timeline", "clusters"]) await page.click(`#tab-${tab}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.match(await page.$eval("body", (body) => body.textContent), /<img src=x onerror=alert\(1\)>/);
    assert.equal(await page.evaluate(() => document.querySelectorAll("img, iframe, base, math, meta[http-equiv=refresh], [onload], [onerror], a[href^=javascript]").length), 0);
    assert.equal(await page.evaluate(() => document.querySelectorAll("script, style").length), 3);
    assert.deepEqual(page.seen.dialogs, []);
    assert.deepEqual(page.seen.errors, []);
    assert.equal(new URL(page.url()).host, new URL(url).host);
    await page.close();
  }
  server.stop();
}

// Where nothing can be drawn the lists still have it all.
async function withoutWebgl() {
  const plain = await openBrowser("--disable-3d-apis");
  const page = await openPage(plain, `file://${file}`);
  assert.match(await page.$eval("#graph", (element) => element.textContent), /WebGL/);
  await search(page, "马克龙");
  await waitForTitle(page, "马克龙");
  await settled(page);
  assert.ok((await page.$$("#panel .neighbors li")).length > 5);
  assert.deepEqual(await violations(page), [], "axe, without WebGL");
  await plain.close();
}

// The same page with 2,000 nodes: until it is shown, and then until all of them are, not the most linked alone.
async function large() {
  const page = readFileSync(file, "utf8");
  const nodes = Array.from({ length: 2000 }, (_, i) => ({ id: `person:${i}`, kind: "person", name: `人物${i}`,
    x: Math.cos(i * 2.4) * Math.sqrt(i) * 20, y: Math.sin(i * 2.4) * Math.sqrt(i) * 20, size: 4 + 60 / Math.sqrt(i + 4) }));
  const links = Array.from({ length: 4200 }, (_, i) => ({ source: (i * 7) % 2000, target: (i * 13 + 5) % 2000,
    rel: "MENTIONS", weight: 1 + (i % 5), first: "2023-01-01T00:00:00Z", last: "2023-06-01T00:00:00Z", evidence: 1 }));
  const data = { schema: "newsgraph/page/1", hidden: {}, nodes, links, quotes: [], courses: [], periods: [], clusters: {}, fold: "" };
  const start = page.indexOf('id="data">') + 'id="data">'.length;
  writeFileSync(join(folder, "large.html"), page.slice(0, start) + JSON.stringify(data) + page.slice(page.indexOf("</script>", start)));
  const times = [];
  for (let i = 0; i < 3; ++i) {
    const opened = await openPage(browser, `file://${join(folder, "large.html")}`);
    times.push(await opened.evaluate(async () => {
      const first = performance.getEntriesByName("shown")[0].startTime;
      const shown = document.querySelector("#counts").textContent;
      const start = performance.now();
      const slider = document.querySelector("#most");
      slider.value = slider.max;
      slider.dispatchEvent(new Event("input"));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return { first, shown, all: first + performance.now() - start };
    }));
    assert.match(await opened.$eval("#counts", (element) => element.textContent), /^2000 /);
    assert.deepEqual(opened.seen.errors, []);
    await opened.close();
  }
  // Said, not judged: it depends on the machine and on what else it does.
  const crowd = loadavg()[0] / cpus().length;
  const least = (of) => Math.round(Math.min(...times.map((time) => time[of])));
  console.log(`first picture (${times[0].shown}) after ${least("first")} ms, with all 2,000 nodes and their links after ${least("all")} ms, ${crowd.toFixed(1)} wanting each processor`);
}

await explore(`file://${file}`, (url) => url === `file://${file}` || /^(data|blob):/.test(url));
console.log("from a file: all is well");
const server = await serve(program, store);
await explore(server.url, (url) => url.startsWith(server.url) || /^(data|blob):/.test(url));
console.log("from the server: all is well");
server.stop();
await hostile();
console.log("hostile titles: all is well");
await withoutWebgl();
console.log("without WebGL: all is well");
await large();
await browser.close();
process.exit(0);
