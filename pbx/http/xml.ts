import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

import { Failure } from '../model/failure';
import type { Branch, Tree } from './tree';

const builder = new XMLBuilder({ format: false });

const parser = new XMLParser({
	parseTagValue: false,
	trimValues: false,
	ignoreAttributes: true,
	ignoreDeclaration: true,
	isArray: (name) => name === 'item',
	// Nobody asks where an element is, and telling it takes time.
	jPath: false,
	htmlEntities: true,
});

/** An XML text below the root `<xml>`, after the declaration as the manual prints it. */
export function writeXml(tree: Branch, declaration: string): string {
	return `${declaration}\n${builder.build({ xml: tree })}`;
}

/** An ampersand that begins no entity; a CDATA section is matched only to be left alone. */
const bareAmpersand = /<!\[CDATA\[.*?\]\]>|&(?![a-z]+;|#x?[0-9a-f]+;)/gis;

/** Reads an XML text and gives the content of its root `<xml>`; every leaf stays a string. */
export function readXml(body: string): Tree | Failure {
	// Nothing that a PBX sends has a document type; entity tricks do.
	if (/<!DOCTYPE/i.test(body)) return notXml('an XML reply with a document type');
	// A PBX that prints its XML by hand leaves "Tom & Jerry" unescaped.
	const escaped = body.replace(bareAmpersand, (found) => (found === '&' ? '&amp;' : found));
	if (XMLValidator.validate(escaped) !== true) return notXml('a reply that is not whole XML');
	try {
		return asTree(parser.parse(escaped).xml);
	} catch {
		return notXml('an XML reply with forbidden names');
	}
}

function notXml(what: string): Failure {
	return new Failure(
		'invalidReply',
		`The PBX sent ${what}`,
		"Try again; if it persists, check the format and the version of the PBX's API.",
		undefined,
		'dataFormat',
	);
}

function asTree(value: unknown): Tree {
	if (Array.isArray(value)) return value.map(asTree);
	if (value === undefined || value === null) return '';
	if (typeof value !== 'object') return String(value);
	// White space between elements is layout, not data.
	const children = Object.entries(value).filter(([name]) => name !== '#text');
	const [only] = children;
	// A JSON array travels as a container of <item> elements.
	if (only?.[0] === 'item' && children.length === 1) return asTree(only[1]);
	return Object.fromEntries(children.map(([name, leaf]) => [name, asTree(leaf)]));
}
