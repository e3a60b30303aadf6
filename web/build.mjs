// Bundles src/ into dist/page.html: one file with its script and style inside, named by their
// hashes in the page's Content-Security-Policy. Same sources, same bytes.
//   node build.mjs           writes it
//   node build.mjs --check   fails when it is not what the sources give
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { build } = await import("esbuild").catch(() => {
  console.log("skipped: npm ci was not run in web/");
  process.exit(process.argv.includes("--check") ? 0 : 1);
});

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const text = (path) => readFileSync(here(path), "utf8");

/** {code, packages}: the names of those that it has parts of. */
async function bundled(entry) {
  const { outputFiles, metafile } = await build({
    entryPoints: [here(entry)], bundle: true, minify: true, write: false, format: "iife", metafile: true,
    target: ["es2022", "chrome115", "firefox115", "safari16.4"], charset: "utf8", legalComments: "none",
  });
  const inputs = Object.keys(metafile.inputs).map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]);
  return { code: outputFiles[0].text.trim(), packages: [...new Set(inputs.filter(Boolean))].sort() };
}

const hashOf = (code) => `sha256-${createHash("sha256").update(code).digest("base64")}`;

/** What came from others, with their licences, in full. */
function thirdParties(packages) {
  return packages.map((name) => {
    const { version, license, homepage } = JSON.parse(text(`node_modules/${name}/package.json`));
    const file = readdirSync(here(`node_modules/${name}`)).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name} has no licence`);
    return `${name} ${version} (${license}), ${homepage ?? "https://www.npmjs.com/package/" + name}\n\n` +
      `${text(`node_modules/${name}/${file}`).trim()}\n`;
  }).join("\n* * *\n\n");
}

// Text from articles is never parsed as HTML or run.
for (const name of readdirSync(here("src"))) {
  const found = text(`src/${name}`).match(/\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function)/);
  if (found) throw new Error(`src/${name}: ${found[0]}`);
}
const { code: script, packages } = await bundled("src/main.js");
const { code: style } = await bundled("src/style.css");
const licences = thirdParties(packages);
if (/--/.test(licences)) throw new Error("a licence that ends its comment");
if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error("code that ends its own element");
const marks = { "script-hash": hashOf(script), "style-hash": hashOf(style), style, script };
// {{connect}} and {{data}} are for the program to fill in.
const page = text("src/page.html").replace(/\{\{([a-z-]+)\}\}/g, (mark, name) => marks[name] ?? mark)
  .replace("</head>", () => `</head>\n<!-- newsgraph, Apache-2.0, with parts of:\n\n${licences}-->`);

const made = { "dist/page.html": page, "dist/THIRD-PARTY.txt": licences };
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
