/** The fields of a request: texts and numbers by name, and arrays of texts. */
export interface RequestFields {
	fields: ReadonlyMap<string, string>;
	lists: ReadonlyMap<string, readonly string[]>;
}

/** A documented Integer; everything else is a String. */
const integers = new Set(['count', 'volume']);

/** A JSON object; a number where a text is documented is a field of the wrong type. */
export function readJson(body: string): RequestFields | 'malformed' | { wrongType: string } {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch {
		return 'malformed';
	}
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'malformed';
	const fields = new Map<string, string>();
	const lists = new Map<string, string[]>();
	for (const [name, value] of Object.entries(parsed) as [string, unknown][]) {
		if (Array.isArray(value)) lists.set(name, value.map(String));
		else if (typeof value === 'string') fields.set(name, value);
		else if (typeof value === 'number' && integers.has(name)) fields.set(name, String(value));
		else return { wrongType: name };
	}
	return { fields, lists };
}

/** The query, less the token. */
export function readQuery(parameters: URLSearchParams): RequestFields {
	const fields = [...parameters].filter(([name]) => name !== 'access_token');
	return { fields: new Map(fields), lists: new Map() };
}
