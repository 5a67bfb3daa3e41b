import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

import { Bench } from '../../../../tools/asterisk/bench.cts';
import { channelsOf, extensionOf } from '../../../../tools/asterisk/phones.cts';
import { realLine } from './realLine.cts';

// The real Asterisk with what MikoPBX writes into http.conf and manager.conf: a prefix, and users with
// filters that keep events from them.

const user = { name: 'miko', secret: 'miko-secret' };

const section = `
[${user.name}]
secret=${user.secret}
deny=0.0.0.0/0.0.0.0
permit=127.0.0.1/255.255.255.255
read=call,cdr,originate,reporting
write=call,originate,reporting
eventfilter=!UserEvent: CdrConnector
eventfilter=!Event: Newexten

`;

let bench: Bench;

jest.setTimeout(60_000);

beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings', pbx: { httpPrefix: 'asterisk' } });
	appendFileSync(join(bench.folder, 'etc/manager.conf'), section);
	await bench.amiObserver.action({ Action: 'Reload', Module: 'manager' });
}, 300_000);

afterEach(() => bench.hangUpAll());

afterAll(async () => {
	await bench?.close();
});

const pair = { supervisor: extensionOf.A, monitored: extensionOf.B };

it('a manager user of MikoPBX sees extensions and calls', async () => {
	await bench.call('B', 'C');
	const { pbx } = realLine(bench, { user });
	expect(await pbx.extensions.list()).toHaveLength(4);
	expect(await pbx.calls.list?.()).toMatchObject([
		{ direction: 'internal', from: extensionOf.B, to: extensionOf.C, state: 'talking' },
	]);
});

it('whispers, is shown to do so, and stops', async () => {
	await bench.setAnswering('A', 'byHeader');
	await bench.call('B', 'C');
	const { pbx } = realLine(bench, { user });
	const started = await pbx.monitoring.start({ mode: 'whisper', ...pair });
	expect(started).toMatchObject({ result: 'monitoring' });
	const spying = (await bench.channels('A')).find(({ application }) => application === 'ChanSpy');
	expect(spying?.applicationdata).toMatch(channelsOf('B'));
	expect(await pbx.monitoring.stop?.(pair)).toBe('done');
});

it.each(['', '/', '/mxml'])('the Base URL may end in the prefix and %j', async (end) => {
	const { pbx } = realLine(bench, { user, fields: { baseUrl: `${bench.url}${end}` } });
	expect(await pbx.extensions.list()).toHaveLength(4);
});
