import { matches, readMessages, writeMessage } from '../../../../tools/asterisk/ami/message.cts';

it('reads blocks with a greeting before, and keeps what is not whole', () => {
	const text =
		'Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nMessage: a: b\r\n\r\nEvent: Hangup\r\nCau';
	const { messages, rest } = readMessages(text);
	expect(messages).toEqual([{ response: 'Success', message: 'a: b' }]);
	expect(rest).toBe('Event: Hangup\r\nCau');
});

it('keeps a field that comes again, and an empty one', () => {
	const { messages } = readMessages('Output: 1\r\nOutput: 2\r\nOutput: 3\r\nBridgeID: \r\n\r\n');
	expect(messages).toEqual([{ output: '1', 'output-2': '2', 'output-3': '3', bridgeid: '' }]);
});

it('reads what it writes', () => {
	const { messages } = readMessages(writeMessage({ Action: 'Ping', ActionID: 'bench-1' }));
	expect(messages).toEqual([{ action: 'Ping', actionid: 'bench-1' }]);
});

it('matches texts and expressions, and nothing that is absent', () => {
	const event = { event: 'Hangup', channel: 'PJSIP/1001-00000002' };
	expect(matches(event, { event: 'Hangup', channel: /^PJSIP\/1001-/ })).toBe(true);
	expect(matches(event, { event: 'Hang' })).toBe(false);
	expect(matches(event, { uniqueid: /.*/ })).toBe(false);
});
