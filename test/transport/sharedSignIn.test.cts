import { createServer, type Server } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';

import { connected } from '../pbx/drivers/connected.cts';

// Executions that need a session at the same time wait for one sign-in.

let server: Server;
let logins: number;
/** Lets the PBX answer the sign-in. */
let release: () => void;
/** The PBX has received it. */
let received: Promise<void>;
let baseUrl: string;

beforeEach(async () => {
	logins = 0;
	const held = new Promise<void>((resolve) => (release = resolve));
	let announce = () => {};
	received = new Promise<void>((resolve) => (announce = resolve));
	server = createServer((request, response) => {
		const answer = (fields: object) =>
			response.end(JSON.stringify({ status: 'Success', ...fields }));
		request.resume();
		if (!request.url?.includes('/login')) {
			answer({ extlist: [] });
			return;
		}
		logins += 1;
		announce();
		void held.then(() => answer({ token: 'abc' }));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	if (typeof address !== 'object' || !address) throw new Error('no port');
	baseUrl = `http://127.0.0.1:${address.port}`;
});

afterEach(() => {
	server.close();
	server.closeAllConnections();
});

test("cancel ends the wait for another execution's sign-in at once, and not that sign-in", async () => {
	const fields = { pbx: 'openVoxUc', baseUrl, username: 'api', password: 'shared' };
	const cancelling = new AbortController();
	const first = connected(fields).extensions?.list();
	await received;
	const second = connected(fields, { cancelled: cancelling.signal }).extensions?.list();
	await turn();
	cancelling.abort();
	// The PBX has not answered yet.
	expect(await second).toMatchObject({ kind: 'cancelled' });
	release();
	expect(await first).toEqual([]);
	expect(logins).toBe(1);
});
