// Bundles src/ into dist/page.html: one file with its script and style inside, named by their
// hashes in the page's Content-Security-Policy. Same sources, same bytes.
//   node build.mjs           writes it
//   node build.mjs --check   fails when it is not what the sources give
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { build } = await import("esbuild").catch(() => {
  console.log("skipped: npm ci was not run in web/");
  process.exit(process.argv.includes("--check") ? 0 : 1);
});

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const text = (path) => readFileSync(here(path), "utf8");

async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [here(entry)], bundle: true, minify: true, write: false, format: "iife",
    target: ["es2022", "chrome115", "firefox115", "safari16.4"], charset: "utf8", legalComments: "none",
  });
  return outputFiles[0].text.trim();
}

const hashOf = (code) => `sha256-${createHash("sha256").update(code).digest("base64")}`;

/** What came from others, with their licences, in full. */
function thirdParties() {
  const packages = ["graphology", "graphology-utils", "events", "sigma"];
  return packages.map((name) => {
    const { version, license, homepage } = JSON.parse(text(`node_modules/${name}/package.json`));
    const file = ["LICENSE.txt", "LICENSE"].find((each) => {
      try {
        return text(`node_modules/${name}/${each}`);
      } catch {
        return false;
      }
    });
    return `${name} ${version} (${license}), ${homepage ?? "https://www.npmjs.com/package/" + name}\n\n` +
      (file ? text(`node_modules/${name}/${file}`).trim() : `Licence: ${license}`) + "\n";
  }).join("\n----------------------------------------\n\n");
}

const script = await bundled("src/main.js");
const style = await bundled("src/style.css");
if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error("code that ends its own element");
const marks = { "script-hash": hashOf(script), "style-hash": hashOf(style), style, script };
// {{connect}} and {{data}} are for the program to fill in.
const page = text("src/page.html").replace(/\{\{([a-z-]+)\}\}/g, (mark, name) => marks[name] ?? mark)
  .replace("<body>", () => "<body>\n<!-- newsgraph, Apache-2.0; with sigma and graphology, MIT: THIRD-PARTY.txt -->");

const made = { "dist/page.html": page, "dist/THIRD-PARTY.txt": thirdParties() };
let stale = false;
mkdirSync(here("dist"), { recursive: true });
for (const [path, bytes] of Object.entries(made)) {
  if (!process.argv.includes("--check")) {
    writeFileSync(here(path), bytes);
    console.log(`${path}: ${Buffer.byteLength(bytes)} bytes`);
  } else if (text(path) !== bytes) {
    console.error(`${path} is not what the sources give: npm run build`);
    stale = true;
  }
}
process.exit(stale ? 1 : 0);
