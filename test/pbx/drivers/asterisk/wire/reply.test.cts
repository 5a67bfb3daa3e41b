import { actions } from '../../../../../pbx/drivers/asterisk/wire/actions';
import { readMxml } from '../../../../../pbx/drivers/asterisk/wire/mxml';
import { readReply, Refusal } from '../../../../../pbx/drivers/asterisk/wire/reply';
import { failureOf, recording } from '../recordedPbx.cts';

const item = (attributes: string) =>
	`<ajax-response>\n<response type='object' id='unknown'><generic ${attributes} /></response>\n</ajax-response>`;

it('reads a single message and a list alike', () => {
	expect(readReply(recording('ping'))).toMatchObject({ fields: { ping: 'Pong' }, items: [] });
	const list = readReply(recording('extension-states'));
	if (!('items' in list)) throw new Error('no list');
	expect(list.items.map(({ exten }) => exten).sort()).toEqual(['1001', '1002', '1003', '1004']);
});

it('recognises a refusal by its words', () => {
	expect(readReply(recording('no-such-channel'))).toEqual(new Refusal('No such channel'));
});

it('keeps digits as they are, entities decoded, and what is unknown empty', () => {
	const body = item(
		"response='Success' exten='007' name='A &amp; &lt;B&gt; &apos;&quot;' num='&lt;unknown&gt;'",
	);
	expect(readMxml(body)).toEqual([
		{ response: 'Success', exten: '007', name: `A & <B> '"`, num: '' },
	]);
});

it('reads a value with a control character, which is no valid XML', () => {
	expect(readMxml(item("response='Success' name='a\u0001b'"))).toEqual([
		{ response: 'Success', name: 'a\u0001b' },
	]);
});

it('reads an empty document', () => {
	expect(readMxml('<ajax-response>\n</ajax-response>')).toEqual([]);
});

it('keeps of a row only the fields that are read, where they are named', () => {
	const answer = readReply(recording('status-two-outbound'), ['variable']);
	if (!('items' in answer)) throw new Error('no list');
	expect(answer.fields).toMatchObject({ response: 'Success' });
	expect(answer.items.map((row) => Object.entries(row))).toEqual(
		['0', '1', '1', '0'].map((waits) => [['variable', `CHANNEL(onhold)=${waits}`]]),
	);
	expect(readReply(recording('no-such-channel'), ['variable'])).toEqual(
		new Refusal('No such channel'),
	);
});

it('leaves out of a channel what no operation and no event shows', () => {
	const whole = readReply(recording('channels-call'));
	const read = readReply(recording('channels-call'), actions.showChannels.rowFields);
	if (!('items' in whole) || !('items' in read)) throw new Error('no list');
	const left = new Set(Object.keys(read.items[0] ?? {}));
	expect(Object.keys(whole.items[0] ?? {}).filter((name) => !left.has(name))).toEqual([
		...['channelstate', 'language', 'accountcode', 'context', 'priority'],
	]);
});

it.each([
	[`a='1' b="2"`, { a: '1', b: '2' }],
	[`a = '1'b=\n"'"`, { a: '1', b: "'" }],
	[`a='=' b=''`, { a: '=', b: '' }],
])('reads the fields %s', (fields, message) => {
	expect(readMxml(item(fields))).toEqual([message]);
});

it.each([`a`, `a=1`, `a b='1'`, `='1'`, `a='1' b`, `"a"='1'`, `a='1' 'b'='2'`, `a=='1'`])(
	'refuses the fields %s',
	(fields) => {
		expect(failureOf(readMxml(item(fields))).kind).toBe('invalidReply');
		expect(failureOf(readMxml(item(fields), new Set('c'))).kind).toBe('invalidReply');
	},
);

it('reads the channels of a large PBX', () => {
	const row =
		"<response type='object' id='unknown'><generic event='CoreShowChannel' calleridname='&lt;unknown&gt;' /></response>\n";
	const messages = readMxml(`<ajax-response>\n${row.repeat(5000)}</ajax-response>`);
	expect(messages).toHaveLength(5000);
});

it.each([
	['half a reply', recording('channels-call').body.slice(0, 700)],
	['JSON', '{"status":"Success"}'],
	['a document type', '<!DOCTYPE x [<!ENTITY e "boom">]><ajax-response>&e;</ajax-response>'],
	['a forbidden name', item("response='Success' __proto__='x'")],
	['nothing of a result', item("hello='x'")],
])('refuses %s', (_, body) => {
	expect(failureOf(readReply({ status: 200, headers: {}, body })).kind).toBe('invalidReply');
});

it.each([
	[404, 'webenabled = yes'],
	[403, 'allowed addresses'],
	[502, 'check before retrying'],
])('HTTP %s has a remedy', (status, remedy) => {
	const body = '<html><body>No</body></html>';
	expect(failureOf(readReply({ status, headers: {}, body })).remedy).toContain(remedy);
});
