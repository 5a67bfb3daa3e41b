import { openDriver } from '../../../pbx/drivers/openDriver';
import { readReply } from '../../../pbx/drivers/asterisk/wire/reply';
import type { PbxReply } from '../../../pbx/http/request';
import { encodeEntities } from '../../../pbx/http/xmlEntities';
import { Failure } from '../../../pbx/model/failure';
import type { Pbx } from '../../../pbx/model/pbx';

// Whatever a PBX writes where its words or numbers are shown: a message stays one short, clean line.

const hostileWords = [
	['a megabyte', 'x'.repeat(1_000_000)],
	['line breaks', 'Denied\r\nERROR forged log line\n'],
	['control characters', 'Denied\u0000\u001b[2J\u0085'],
	['bidirectional overrides', '\u202edenied\u2066\u200f'],
	['invisible characters', 'Den\u200bied\ufeff\u00ad'],
] as const;

function openPbx(pbx: string, answer: (body: string) => PbxReply): Pbx {
	const fields = { pbx, baseUrl: 'http://127.0.0.1:8088', username: 'api', password: 'secret' };
	const driver = openDriver(fields);
	if (driver instanceof Failure) throw new Error(driver.message);
	const clock = { now: () => 0, cancelled: () => false, sleep: () => Promise.resolve() };
	return driver.connect(({ body = '' }) => Promise.resolve(answer(body)), clock);
}

const reply = (body: string): PbxReply => ({ status: 200, headers: {}, body });

/** Control characters are written raw, which makes the XML invalid, as Asterisk itself does. */
function mxml(...rows: Array<Record<string, string>>): PbxReply {
	const generics = rows.map((row) => {
		const attributes = Object.entries(row).map(([k, v]) => ` ${k}='${encodeEntities(v)}'`);
		return `<response type='object' id='unknown'><generic${attributes.join('')} /></response>`;
	});
	return reply(`<ajax-response>\n${generics.join('\n')}\n</ajax-response>`);
}

function expectClean(result: unknown): void {
	expect(result).toBeInstanceOf(Failure);
	if (!(result instanceof Failure)) return;
	const { message, remedy, pbxCode = '' } = result;
	for (const text of [message, remedy, pbxCode]) {
		expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
		expect(text.length).toBeLessThan(500);
	}
	expect(pbxCode.length).toBeLessThanOrEqual(200);
}

describe.each(hostileWords)('%s', (_, word) => {
	const call = { uniqueid: '1.1', linkedid: '1.1', channelstatedesc: 'Up' };
	const channels = (row: Record<string, string>) =>
		openPbx('asterisk', (body) =>
			body.includes('CoreShowChannels')
				? mxml({ response: 'Success' }, { ...call, ...row })
				: mxml({ response: 'Success' }),
		);

	test('in a refusal of Asterisk', async () => {
		const refusal = mxml({ response: 'Error', message: word });
		expect(readReply(refusal)).toHaveProperty('message');
		const pbx = openPbx('asterisk', () => refusal);
		expectClean(await pbx.calls?.hangUp?.('106'));
		expectClean(await pbx.queues?.status('6400'));
	});

	test('in the name of a device', async () => {
		const pbx = channels({ channel: `IAX2/${word}106-1`, bridgeid: 'b' });
		expectClean(await pbx.calls?.mute?.('106'));
	});

	test('in the name of an application', async () => {
		const pbx = channels({ channel: 'PJSIP/106-1', application: word });
		expectClean(await pbx.calls?.mute?.('106'));
	});

	test('in place of an error number', async () => {
		const pbx = openPbx('openVoxUc', () => reply(JSON.stringify({ errno: word })));
		expectClean(await pbx.calls?.hangUp?.('106'));
	});

	test('in the ids of calls', async () => {
		const inbound = [1, 2].map(() => ({ inboundid: word, from: '0151' }));
		const extinfos = [{ extnumber: '106', status: 'Busy', inbound }];
		const pbx = openPbx('openVoxUc', () => reply(JSON.stringify({ status: 'Success', extinfos })));
		expectClean(await pbx.calls?.transfer?.('106', '102'));
	});

	test('in the address of a redirect', async () => {
		const headers = { location: `https://127.0.0.1${word}/x` };
		const pbx = openPbx('openVoxUc', () => ({ status: 302, headers, body: '' }));
		expectClean(await pbx.calls?.hangUp?.('106'));
	});
});
