// Chromium without a window, on pages whose every request, error and dialog is kept.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync, spawn } from "node:child_process";

const require = createRequire(import.meta.url);

/** For machines that lack what only this test needs; ctest reads the word. */
export function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(0);
}

const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

export async function openBrowser(...flags) {
  if (!chromium) skip("chromium is not installed; script/bootstrap --test does that");
  const puppeteer = await import("puppeteer-core").catch(() => skip("npm ci was not run in web/; script/bootstrap --test does that"));
  // No sandbox, as tests run as root in containers; what is opened is our own.
  return puppeteer.default.launch({ executablePath: chromium, protocolTimeout: 60000,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN", "--accept-lang=zh-CN", ...flags] });
}

/** A page with `seen`: {requests, errors, dialogs}. */
export async function openPage(browser, url, { width = 1440, height = 900, dark = false } = {}) {
  const page = await browser.newPage();
  const seen = { requests: [], errors: [], dialogs: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("dialog", (dialog) => (seen.dialogs.push(dialog.message()), dialog.dismiss()));
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" },
    { name: "prefers-reduced-motion", value: "reduce" }]);
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction(() => performance.getEntriesByName("shown").length > 0, { timeout: 30000 });
  return Object.assign(page, { seen });
}

/** What axe-core has to say against the page as it is now. */
export async function violations(page) {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.any[0]?.message ?? ""}`).join(" | ")}`);
  });
}

/** A folder of the test's own. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "newsgraph-page-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The program, that must succeed. */
export const run = (program, ...words) => execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** `newsgraph serve`: {url, stop()}. */
export async function serve(program, store) {
  const child = spawn(program, ["--store", store, "--quiet", "serve"], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => child.kill());
  const url = await new Promise((resolve) => child.stdout.once("data", (data) => resolve(String(data).trim())));
  return { url, stop: () => child.kill("SIGTERM") };
}

/** The text of the file that `click` makes the page save. */
export async function saved(page, folder, name, click) {
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  await click();
  for (let i = 0; i < 100; ++i) {
    if (readdirSync(folder).includes(name)) return readFileSync(join(folder, name));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} was never saved`);
}
