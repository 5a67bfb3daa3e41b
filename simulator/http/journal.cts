/** One request as the journal keeps it: without any secret. */
export interface JournalEntry {
	/** ISO time of the simulator's clock. */
	at: string;
	method: string;
	/** The version segment of the path. */
	version: string;
	endpoint: string;
	format: 'json' | 'xml';
	contentType: string;
	/** First four digits of the token; empty when there was none. */
	token: string;
	/** Fields of the request; values of fields that are not known to be harmless are starred out. */
	fields: Record<string, string>;
	/** `Success`, `Failed 10008`, or what else became of the request. */
	outcome: string;
}

/** `harmless` names the fields whose values may be shown; any other may hold a secret. */
export function withoutSecrets(
	fields: ReadonlyMap<string, string>,
	harmless: ReadonlySet<string>,
): Record<string, string> {
	return Object.fromEntries(
		[...fields].map(([name, value]) => [name, harmless.has(name) ? value : '***']),
	);
}

export function maskedToken(token: string): string {
	return token === '' ? '' : `${token.slice(0, 4)}…`;
}

/** `12:00:03  whisper 101 -> 106  (json, token 813b…)  Success` */
export function journalLine(entry: JournalEntry, summary: string): string {
	const token = entry.token === '' ? 'no token' : `token ${entry.token}`;
	return [
		entry.at.slice(11, 19),
		// A client's text must not draw on the terminal.
		summary.replace(/[^\x20-\x7e]/g, '?'),
		`(${entry.format}, ${token})`,
		entry.outcome,
	].join('  ');
}
