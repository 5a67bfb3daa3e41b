import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type Format = 'json' | 'xml';
export type Fields = ReadonlyMap<string, string>;

function fieldsOf(parsed: unknown): Fields | 'malformed' {
	if (parsed === '') return new Map();
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'malformed';
	const fields = new Map<string, string>();
	for (const [name, value] of Object.entries(parsed)) {
		if (typeof value === 'string') fields.set(name, value.trim());
		if (typeof value === 'number') fields.set(name, String(value));
	}
	return fields;
}

function readJson(body: string): Fields | 'malformed' {
	try {
		const parsed: unknown = JSON.parse(body);
		return fieldsOf(parsed);
	} catch {
		return 'malformed';
	}
}

const xmlParser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true });

function readXml(body: string): Fields | 'malformed' {
	if (XMLValidator.validate(body) !== true) return 'malformed';
	const document: unknown = xmlParser.parse(body);
	if (typeof document !== 'object' || document === null || !('xml' in document)) return 'malformed';
	return fieldsOf(document.xml);
}

const readers: Record<Format, (body: string) => Fields | 'malformed'> = {
	json: readJson,
	xml: readXml,
};

export function readBody(format: Format, body: string): Fields | 'malformed' {
	return readers[format](body);
}
