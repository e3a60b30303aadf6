#!/usr/bin/python3
"""Reads exports of one graph with readers that share nothing with their writers.

usage: read_exports.py FOLDER

FOLDER holds reference.json, what the graph is, and files named by format. Prints a line for each
format, "ok", "FAIL" with the first difference, or "skip" with the Debian package that is missing.
Exit status: 1 when one failed.
"""
import csv
import html
import html.parser
import io
import json
import os
import re
import sys

csv.field_size_limit(1 << 30)
FOLDER = sys.argv[1]
REFERENCE = json.load(open(os.path.join(FOLDER, "reference.json"), encoding="utf-8"))
NODES = {n["id"]: n for n in REFERENCE["nodes"]}
EDGES = {(e["source"], e["target"], e["rel"]): e for e in REFERENCE["edges"]}
ATTRIBUTES = ("label", "node", "kind", "url", "published", "state", "group")


class Different(Exception):
    pass


def path(name):
    return os.path.join(FOLDER, name)


def text(name):
    return open(path(name), encoding="utf-8", newline="").read()


def same(got, wanted, what):
    if got != wanted and isinstance(got, set):
        raise Different(f"{what}: {str(sorted(got - wanted)[:1])[:300]} is not {str(sorted(wanted - got)[:1])[:300]}")
    if got != wanted:
        raise Different(f"{what}: {str(got)[:80]!r} is not {str(wanted)[:80]!r}")


def same_nodes(nodes, attributes=ATTRIBUTES):
    """`nodes`: id -> attributes."""
    same(sorted(nodes), sorted(NODES), "node ids")
    for i, node in nodes.items():
        for name in attributes:
            same(node.get(name) or "", NODES[i][name], f"{i} {name}")


def same_edges(edges):
    """`edges`: (source, target, relation) -> attributes, each as often as it was read."""
    same(sorted(k for k, _ in edges), sorted(EDGES), "edges")
    for key, edge in edges:
        for name in ("weight", "evidence", "rank"):
            same(float(edge.get(name) or 0), float(EDGES[key][name]), f"{key} {name}")
        for name in ("first", "last"):
            same(edge.get(name) or "", EDGES[key][name], f"{key} {name}")


def networkx_graph(graph):
    same_nodes(dict(graph.nodes(data=True)))
    same_edges([((s, t, d["relation"]), d) for s, t, d in graph.edges(data=True)])
    for s, t, d in graph.edges(data=True):
        same(d["directed"], EDGES[s, t, d["relation"]]["directed"], "directed")


def graphml():
    import networkx
    networkx_graph(networkx.read_graphml(path("graphml"), force_multigraph=True))


def graphml_yed():
    import networkx
    graph = networkx.read_graphml(path("graphml_yed"), force_multigraph=True)
    networkx_graph(graph)


def graphml_igraph():
    import igraph
    graph = igraph.Graph.Read_GraphML(path("graphml"))
    same_nodes({v["id"]: v.attributes() for v in graph.vs}, ("node", "kind", "url"))
    same(graph.ecount(), len(EDGES), "edges")


def gexf_12():
    import networkx
    graph = networkx.read_gexf(path("gexf_12"))
    same_nodes({i: n for i, n in graph.nodes(data=True)}, ATTRIBUTES)
    same(graph.number_of_edges(), len(EDGES), "edges")


def json_links():
    import networkx
    graph = networkx.node_link_graph(json.loads(text("json")))
    same(sorted(n["name"] for _, n in graph.nodes(data=True)), sorted(n["name"] for n in NODES.values()), "names")
    same(graph.number_of_edges(), len(EDGES), "edges")


def cytoscape():
    elements = json.loads(text("cytoscape"))["elements"]
    same_nodes({n["data"]["id"]: n["data"] for n in elements["nodes"]})
    same_edges([((e["data"]["source"], e["data"]["target"], e["data"]["rel"]), e["data"]) for e in elements["edges"]])
    ids = [x["data"]["id"] for x in elements["nodes"] + elements["edges"]]
    same(len(set(ids)), len(ids), "one space of ids")


def graphology():
    graph = json.loads(text("graphology"))
    same_nodes({n["key"]: n["attributes"] for n in graph["nodes"]})
    same_edges([((e["source"], e["target"], e["attributes"]["rel"]), e["attributes"]) for e in graph["edges"]])
    for edge in graph["edges"]:
        key = edge["source"], edge["target"], edge["attributes"]["rel"]
        same(not edge.get("undirected", False), EDGES[key]["directed"], "directed")


def jgf():
    graph = json.loads(text("jgf"))["graph"]
    same_nodes({i: dict(n["metadata"], label=n["label"]) for i, n in graph["nodes"].items()})
    same_edges([((e["source"], e["target"], e["relation"]), e["metadata"]) for e in graph["edges"]])


class PageReader(html.parser.HTMLParser):
    """The data of the explorer page, and what else its markup has."""

    def __init__(self, page):
        super().__init__(convert_charrefs=False)
        self.tags, self.data, self.inside = [], "", False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.inside = tag == "script" and ("id", "data") in attributes
        same([name for name, _ in attributes if name.startswith("on")], [], "handlers in the markup")

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, text):
        if self.inside:
            self.data += text


def page():
    reader = PageReader(text("html"))
    same(reader.tags.count("script"), 2, "scripts")
    same([t for t in reader.tags if t in ("img", "iframe", "base", "object", "embed")], [], "elements")
    data = json.loads(reader.data)
    same(data["hidden"], {"nodes": 0, "links": 0, "quotes": 0}, "hidden")
    ids = {n["node"]: i for i, n in NODES.items()}
    nodes = [ids[n["id"]] for n in data["nodes"]]
    same_nodes({ids[n["id"]]: dict(n, node=n["id"], label=n["name"]) for n in data["nodes"]})
    same_edges([((nodes[e["source"]], nodes[e["target"]], e["rel"]), e) for e in data["links"]])
    places = {(n["x"], n["y"]) for n in data["nodes"]}
    same(len(places), len(nodes), "places")


def rows(name):
    content = text(name)
    if content.startswith("\ufeff"):
        content = content[1:]
    table = list(csv.reader(io.StringIO(content, newline=""), strict=True))
    return [dict(zip(table[0], row)) for row in table[1:]]


def harmless(cell):
    return cell[1:] if cell[:1] == "'" and re.match("[-=+@\t＝＋－＠]", cell[1:2]) else cell


def gephi_tables():
    nodes = rows("csv/nodes.csv")
    for row in nodes:
        for cell in row.values():
            if re.match("[-=+@\t\r]", cell):
                raise Different(f"a spreadsheet runs {cell[:40]!r}")
    same_nodes({r["Id"]: {k.lower(): harmless(v) for k, v in r.items()} for r in nodes})
    edges = rows("csv/edges.csv")
    same_edges([((r["Source"], r["Target"], r["Kind"]), {k.lower(): v for k, v in r.items()}) for r in edges])


def neo4j():
    nodes = rows("neo4j/nodes.csv")
    same(sorted(r["id:ID"] for r in nodes), sorted(NODES), "node ids")
    for row in nodes:
        same(row["name"], NODES[row["id:ID"]]["label"].replace("\n", " "), "name")
        same(row[":LABEL"].lower(), NODES[row["id:ID"]]["kind"], "label")
    edges = rows("neo4j/relationships.csv")
    same_edges([((r[":START_ID"], r[":END_ID"], r[":TYPE"]), {k.split(":")[0]: v for k, v in r.items()})
                for r in edges])


def cypher_strings(statement):
    """The strings of a statement, read as Cypher does, and the statement with each as ''."""
    strings = re.findall(r"'((?:[^'\\]|\\.)*)'", statement)
    plain = re.sub(r"'(?:[^'\\]|\\.)*'", "''", statement)
    escapes = {"n": "\n", "t": "\t"}
    return [re.sub(r"\\(.)", lambda m: escapes.get(m.group(1), m.group(1)), s) for s in strings], plain


def cypher():
    nodes, edges = 0, 0
    for line in text("cypher").split("\n")[1:]:
        if not line:
            continue
        strings, plain = cypher_strings(line)
        same(plain.count(";"), 1, "statements in a line")
        if plain.startswith("MERGE (n:NewsNode {id: ''}) SET n:"):
            nodes += 1
            same(strings[1:3], [NODES[strings[0]]["label"], NODES[strings[0]]["node"]], "strings")
        elif plain.startswith("MATCH"):
            edges += 1
            key = strings[0], strings[1], re.search(r"\[r:(\w+)\]", plain).group(1)
            same(key in EDGES, True, f"{key}")
        else:
            raise Different(f"statement {plain[:80]!r}")
    same((nodes, edges), (len(NODES), len(EDGES)), "nodes and edges")


def cypher_batch():
    statements, plain = cypher_strings(text("cypher_batch"))
    same(plain.count("{id: '', p:"), len(NODES), "nodes")
    same(plain.count("{a: '', b: '', p:"), len(EDGES), "edges")


TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SCHEMA = "https://schema.org/"


def rdf_graph(name, form):
    import logging
    import rdflib
    logging.disable(logging.CRITICAL)
    graph = rdflib.ConjunctiveGraph() if form == "json-ld" else rdflib.Graph()
    graph.parse(path(name), format=form)
    return {(str(s), str(p), str(o)) for s, p, o in graph}


def ntriples():
    triples = rdf_graph("ntriples", "nt")
    things = {s for s, p, _ in triples if p == TYPE}
    same(sorted(things), sorted("urn:newsgraph:" + i for i in NODES), "things")
    names = {(s, o) for s, p, o in triples if p in (SCHEMA + "headline", SCHEMA + "name")}
    same(names, {("urn:newsgraph:" + i, n["label"]) for i, n in NODES.items()}, "names")
    links = sum(1 for s, p, o in triples if p != TYPE and s in things and o in things)
    same(links, len(EDGES), "links")
    weights = sorted(float(o) for _, p, o in triples if p == "urn:newsgraph:terms:weight")
    same(weights, sorted(float(e["weight"]) for e in EDGES.values()), "weights")


def turtle():
    same(rdf_graph("turtle", "turtle"), rdf_graph("ntriples", "nt"), "triples")


def jsonld():
    same(rdf_graph("jsonld", "json-ld"), rdf_graph("ntriples", "nt"), "triples")


def ftm():
    entities = [json.loads(line) for line in text("ftm").split("\n") if line]
    by_id = {e["id"]: e for e in entities}
    same(len(by_id), len(entities), "distinct ids")
    wanted = {i for i, n in NODES.items() if n["kind"] != "topic"}
    links = [k for k in EDGES if NODES[k[0]]["kind"] != "topic" and NODES[k[1]]["kind"] != "topic"]
    same({i for i in by_id if "_" not in i}, wanted, "things")
    same(sum(1 for i in by_id if "_" in i), len(links), "links")
    for i in wanted:
        same(by_id[i]["properties"].get("name", [""]), [NODES[i]["label"]], "name")
    for entity in entities:
        for end in ("subject", "object", "document", "entity"):
            for other in entity["properties"].get(end, []):
                same(other in wanted, True, "both ends")


def obsidian():
    import yaml
    notes = {}
    for folder, _, names in os.walk(path("obsidian")):
        for name in names:
            if re.search(r'[\\/:*?"<>|#^\[\]]', name) or len(name.encode()) > 255:
                raise Different(f"file name {name!r}")
            notes[name[:-3]] = open(os.path.join(folder, name), encoding="utf-8", newline="").read()
    same(len(notes), len(NODES), "notes")
    same(len({n.lower() for n in notes}), len(NODES), "notes where case does not count")
    links, labels = 0, []
    for note in notes.values():
        _, head, body = note.split("---\n", 2)
        labels.append((yaml.safe_load(head)["node"], yaml.safe_load(head)["aliases"][0]))
        same("[[" in head, False, "links in a head")
        for link in re.findall(r"\[\[([^\]|\n]+)\|[^\]\n]+\]\]", body):
            links += 1
            same(link in notes, True, f"note {link}")
        same(body.count("[["), len(re.findall(r"^- \[\[", body, re.M)), "links made by names")
    same(links, len(EDGES), "links")
    same(sorted(labels), sorted((n["node"], n["label"]) for n in NODES.values()), "labels")


def mermaid():
    lines = text("mermaid").split("\n")
    same(lines[0], "flowchart LR", "first line")
    nodes = [l for l in lines if re.fullmatch(r'  n\d+(\[/|\(\[|\[\[?|\{\{|\()"[^"<>\\`]+"(/\]|\]\)|\]\]?|\}\}|\)):::\w+', l)]
    same(len(nodes), len(NODES), "nodes")
    same(sum(1 for l in lines if re.fullmatch(r"  n\d+ --[->]\|[A-Z_]+\| n\d+", l)), len(EDGES), "edges")


def ics():
    content = text("ics")
    same(max(len(l.encode()) for l in content.split("\r\n")) <= 75, True, "short lines")
    lines = content.replace("\r\n ", "").split("\r\n")
    found = [l[8:].replace("\\n", "\n") for l in lines if l.startswith("SUMMARY:")]
    dated = [n["label"].replace("\t", " ") for n in NODES.values() if n["published"]]
    unescaped = []
    for line in (l[8:] for l in lines if l.startswith("SUMMARY:")):
        unescaped.append(re.sub(r"\\(.)", lambda m: "\n" if m.group(1) == "n" else m.group(1), line))
    same(sorted(unescaped), sorted(dated), "summaries")
    same(len(found), lines.count("BEGIN:VEVENT"), "events")


def timelinejs():
    events = json.loads(text("timelinejs"))["events"]
    dated = [i for i, n in NODES.items() if n["published"]]
    same(len(events), min(20, len(dated)), "events")
    for event in events:
        label = NODES[event["unique_id"]]["label"]
        shown = html.unescape(event["text"]["headline"])
        same("<" in event["text"]["headline"], False, "live HTML")
        if len(label) < 60 and label.isprintable():
            same(shown, label.strip(), "headline")
        date = event["start_date"]
        same(f"{date['year']:04}-{date['month']:02}-{date['day']:02}", NODES[event["unique_id"]]["published"][:10], "date")


PACKAGES = {"networkx": "python3-networkx", "igraph": "python3-igraph", "rdflib": "python3-rdflib", "yaml": "python3-yaml"}
CHECKS = [graphml, graphml_yed, graphml_igraph, gexf_12, json_links, cytoscape, graphology, jgf, page, gephi_tables, neo4j,
          cypher, cypher_batch, ntriples, turtle, jsonld, ftm, obsidian, mermaid, ics, timelinejs]


def main():
    failed = False
    for check in CHECKS:
        try:
            check()
            print("ok", check.__name__)
        except ModuleNotFoundError as missing:
            print("skip", check.__name__, PACKAGES.get(missing.name, missing.name))
        except Exception as error:
            failed = True
            print("FAIL", check.__name__, type(error).__name__, error)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
