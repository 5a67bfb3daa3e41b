import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { watchAmi, type WatchedAmi } from '../../../tools/demo/asterisk/watchedAmi.cts';

let pbx: Server;
let watched: WatchedAmi;
let received: string[];

beforeEach(async () => {
	received = [];
	pbx = createServer((request, reply) => {
		let body = '';
		request.on('data', (part: Buffer) => (body += part.toString()));
		request.on('end', () => {
			received.push(`${request.url ?? ''} ${body}`);
			const refused = body.includes('Originate');
			reply.setHeader('set-cookie', 'mansession_id="abcd1234"; Version=1');
			reply.end(
				refused ? "<generic response='Error' message='No such extension' />" : 'Response: Success',
			);
		});
	});
	await new Promise<void>((resolve) => pbx.listen(0, '127.0.0.1', resolve));
	const { port } = pbx.address() as AddressInfo;
	watched = await watchAmi(`http://127.0.0.1:${port}/pbx`);
});

afterEach(() => {
	watched.close();
	pbx.close();
});

function ask(fields: Record<string, string>): Promise<Response> {
	return fetch(`${watched.url}/mxml`, {
		method: 'POST',
		body: new URLSearchParams(fields),
		headers: { cookie: 'mansession_id="f00dcafe"' },
	});
}

test('what is asked reaches the PBX, and its answer comes back whole', async () => {
	const reply = await ask({ Action: 'Ping' });

	expect(await reply.text()).toBe('Response: Success');
	expect(reply.headers.get('set-cookie')).toContain('abcd1234');
	expect(received).toEqual(['/pbx/mxml Action=Ping']);
});

test('a request is noted without its secret, and with a masked session', async () => {
	await (await ask({ Action: 'Login', Username: 'n8n', Secret: 'n8n-canary' })).text();

	const [call] = watched.apiCalls();
	expect(call).toMatchObject({
		request: 'Login',
		fields: 'Username n8n, Secret ***',
		token: 'f00d…',
		outcome: 'Success',
		failed: false,
	});
	expect(JSON.stringify(call)).not.toMatch(/canary|f00dcafe/);
});

test("a refusal is noted in Asterisk's words", async () => {
	await (await ask({ Action: 'Originate', Channel: 'PJSIP/1001' })).text();

	expect(watched.apiCalls().at(-1)).toMatchObject({
		fields: 'Channel PJSIP/1001',
		outcome: 'Error: No such extension',
		failed: true,
	});
});

test('only the newest are kept', async () => {
	for (let count = 0; count < 85; count += 1) await (await ask({ Action: 'Ping' })).text();

	expect(watched.apiCalls()).toHaveLength(80);
	expect(watched.apiCalls().at(-1)?.id).toBe(85);
});
