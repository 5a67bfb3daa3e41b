/** The fields of a request, every value as text. */
export type Fields = ReadonlyMap<string, string>;

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `{"request":{"action":"…","cookie":"…"}}` */
export function readRequest(body: string): Fields | 'malformed' {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch {
		return 'malformed';
	}
	if (!isRecord(parsed) || !isRecord(parsed.request)) return 'malformed';
	return new Map(
		Object.entries(parsed.request).flatMap(([name, value]): [string, string][] =>
			typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
		),
	);
}
