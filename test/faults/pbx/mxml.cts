import type { Reply } from './http.cts';

export type Fields = Record<string, string>;

/** A reply of AMI over HTTP; every one of them names a session. */
export function mxml(messages: Fields[], session: string): Reply {
	const rows = messages.map((message) => {
		const attributes = Object.entries(message).map(([name, value]) => ` ${name}='${value}'`);
		return `<response type='object' id='unknown'><generic${attributes.join('')} /></response>`;
	});
	return {
		headers: [
			['Content-type', 'text/xml'],
			['Set-Cookie', `mansession_id="${session}"; Version=1; Max-Age=60`],
		],
		body: Buffer.from(`<ajax-response>\n${rows.join('\n')}\n</ajax-response>\n`),
	};
}

/** The messages of a list, with its first and its last one. */
export function listOf(rows: Fields[]): Fields[] {
	return [
		{ response: 'Success', eventlist: 'start' },
		...rows,
		{ event: 'Complete', eventlist: 'Complete', listitems: String(rows.length) },
	];
}
