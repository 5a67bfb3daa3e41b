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
