import { readNetstrings, writeNetstring } from '../../../../tools/asterisk/phone/netstring.cts';

const texts = ['{"command":"dial"}', '', 'Anrufer „Jürgen“, 1:2,3'];
const bytes = Buffer.concat(texts.map(writeNetstring));

it('netstrings come back whole, wherever the stream is cut', () => {
	for (let cut = 0; cut <= bytes.length; cut++) {
		const first = readNetstrings(bytes.subarray(0, cut));
		const second = readNetstrings(Buffer.concat([first.rest, bytes.subarray(cut)]));
		expect([...first.texts, ...second.texts]).toEqual(texts);
	}
});

it('something else is refused', () => {
	expect(() => readNetstrings(Buffer.from('HTTP: 1'))).toThrow('no netstring');
});
