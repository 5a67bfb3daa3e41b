import { XMLParser, XMLValidator } from 'fast-xml-parser';

/**
 * What general parsers make of the same bodies: the oracle of the tests, and the measure of the bench.
 * Undefined: not well-formed.
 */
export const referenceReaders = { json: jsonParse, xml: fastXmlParser, mxml: fastXmlParserOfMxml };

type Tree = string | Tree[] | { [name: string]: Tree };

function jsonParse(body: string): Tree | undefined {
	try {
		return leavesAsText(JSON.parse(body));
	} catch {
		return undefined;
	}
}

function leavesAsText(value: unknown): Tree {
	if (Array.isArray(value)) return value.map(leavesAsText);
	if (value === null) return '';
	if (typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value);
	const entries = Object.entries(value).filter(([name]) => name !== '__proto__');
	return Object.fromEntries(entries.map(([name, leaf]) => [name, leavesAsText(leaf)]));
}

const xmlParser = new XMLParser({
	parseTagValue: false,
	trimValues: false,
	ignoreAttributes: true,
	ignoreDeclaration: true,
	ignorePiTags: true,
	isArray: (name) => name === 'item',
	jPath: false,
	htmlEntities: true,
});

function fastXmlParser(body: string): Tree | undefined {
	if (XMLValidator.validate(body) !== true) return undefined;
	const document = xmlParser.parse(body) as { xml?: unknown };
	return asTree(document.xml);
}

function asTree(value: unknown): Tree {
	if (Array.isArray(value)) return value.map(asTree);
	if (value === undefined || value === null) return '';
	if (typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value);
	const children = Object.entries(value).filter(([name]) => name !== '#text');
	const [only] = children;
	// A JSON array travels as a container of <item> elements.
	if (only?.[0] === 'item' && children.length === 1) return asTree(only[1]);
	return Object.fromEntries(children.map(([name, leaf]) => [name, asTree(leaf)]));
}

const mxmlParser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '',
	parseAttributeValue: false,
	isArray: (name, _path, _leaf, isAttribute) => name === 'response' && !isAttribute,
	jPath: false,
	htmlEntities: true,
});

interface Mxml {
	'ajax-response'?: '' | { response?: { generic?: '' | Record<string, string> }[] };
}

function fastXmlParserOfMxml(body: string): Record<string, string>[] {
	const { 'ajax-response': root } = mxmlParser.parse(body) as Mxml;
	if (!root) return [];
	return (root.response ?? []).map(({ generic }) => generic || {});
}
