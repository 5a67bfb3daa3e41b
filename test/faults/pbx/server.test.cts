import { OpenVox } from './openVox.cts';
import { PbxServer } from './server.cts';

const dialect = new OpenVox('json', 'call');
const server = new PbxServer(dialect, 'order');
let baseUrl: string;

beforeAll(async () => {
	baseUrl = await server.listen('http');
});
afterAll(() => server.close());

async function order(address: string): Promise<unknown> {
	const api = `${address}/api/v0.0.1`;
	const signedIn = await fetch(`${api}/login`, { method: 'POST', body: '{}' });
	const { token } = (await signedIn.json()) as { token: string };
	const body = '{"extid":"106"}';
	const ordered = await fetch(`${api}/extension/hangup?token=${token}`, { method: 'POST', body });
	return await ordered.json();
}

test('an order that is meant for another cell is not carried out', async () => {
	await expect(order(new URL('/cell-of-before', baseUrl).href)).rejects.toThrow();
	expect([...dialect.orders]).toEqual([]);
	expect(dialect.signIns).toBe(0);
});

test('an order that is meant for this one is', async () => {
	await expect(order(baseUrl)).resolves.toEqual({ status: 'Success' });
	expect([...dialect.orders]).toEqual([['extension/hangup 106', 1]]);
});
