import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** An Asterisk's `/rawman` with prepared replies. */
export interface Rawman {
	url: string;
	/** What each action is answered, without the sign-in's. */
	replies: Record<string, string>;
	/** Every request's fields, in order. */
	asked: URLSearchParams[];
	/** Login ids that Asterisk knows. */
	logins: Set<string>;
	close(): Promise<void>;
}

export const success = 'Response: Success\r\n\r\n';

export function refusal(message: string): string {
	return `Response: Error\r\nMessage: ${message}\r\n\r\n`;
}

/** A reply with one block for each item. */
export function list(items: Record<string, string>[]): string {
	const blocks = items.map((item) =>
		Object.entries(item).map(([name, value]) => `${name}: ${value}\r\n`),
	);
	return [
		'Response: Success\r\nEventList: start\r\n',
		...blocks.map((lines) => lines.join('')),
		'Event: Complete\r\nEventList: Complete\r\n',
	]
		.map((block) => `${block}\r\n`)
		.join('');
}

export async function openRawman(replies: Record<string, string> = {}): Promise<Rawman> {
	const asked: URLSearchParams[] = [];
	const logins = new Set<string>();
	let ids = 0;
	const newId = () => `login${(ids += 1)}`;
	const answer = (response: ServerResponse, id: string, body: string) =>
		response.setHeader('Set-Cookie', `mansession_id="${id}"; Version=1; Max-Age=60`).end(body);

	const server = createServer((request, response) => {
		void text(request).then((body) => {
			const fields = new URLSearchParams(body);
			asked.push(fields);
			const action = fields.get('Action') ?? '';
			const given = /mansession_id="(.*)"/.exec(request.headers.cookie ?? '')?.[1] ?? '';
			if (action === 'Login') {
				const id = newId();
				if (fields.get('Secret') === 'secret') logins.add(id);
				const known = logins.has(id) ? success : refusal('Authentication failed');
				return answer(response, id, known);
			}
			if (!logins.has(given)) return answer(response, newId(), refusal('Permission denied'));
			return answer(response, given, replies[action] ?? success);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port was free');
	return {
		url: `http://127.0.0.1:${address.port}`,
		replies,
		asked,
		logins,
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

export function actionsOf({ asked }: Rawman): (string | null)[] {
	return asked.map((fields) => fields.get('Action'));
}
