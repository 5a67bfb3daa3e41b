import { pbxNumber, pbxOrigin, pbxText } from '../../../pbx/http/pbxText';

test.each([
	['an ordinary sentence', 'Originate failed', 'Originate failed'],
	['another script', 'Занято, 忙', 'Занято, 忙'],
	['line breaks and tabs', ' one\r\ntwo\t\tthree\n', 'one two three'],
	['line and paragraph separators', 'one\u2028two\u2029three', 'one two three'],
	['control characters', 'a\u0000b\u001b[31mc\u0085d\u007f', 'a b [31mc d'],
	['bidirectional overrides', '\u202eevil\u202c \u2066x\u2069', 'evil x'],
	['invisible characters', 'a\u200bb\ufeffc\u00add\u{e0041}e', 'a b c d e'],
	['lone surrogates', 'a\ud800b\udc00', 'a b'],
	['private and unassigned characters', 'a\ue000b\uffffc\u{10ffff}', 'a b c'],
	['nothing but unclean ones', '\u0000\u202e\n', ''],
])('%s', (_, text, shown) => {
	expect(pbxText(text)).toBe(shown);
});

test('a long text is cut to 200 characters, of which none is half', () => {
	expect(pbxText('x'.repeat(200))).toBe('x'.repeat(200));
	expect(pbxText('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
	expect(pbxText('😀'.repeat(500_000))).toBe(`${'😀'.repeat(199)}…`);
	expect(pbxText(`${'\n'.repeat(1_000_000)}x`)).toBe('');
});

test.each([
	['10008', '10008'],
	[' 0042\n', '0042'],
	['-37', '-37'],
	['', ''],
	['constructor', ''],
	['10008 <b>', ''],
	['١٢٣', ''],
	['1'.repeat(13), ''],
	['1'.repeat(1_000_000), ''],
])('of %.20j as a number remains %j', (text, number) => {
	expect(pbxNumber(text)).toBe(number);
});

test.each([
	['https://192.168.1.10:8088/x?token=secret#y', 'https://192.168.1.10:8088'],
	['HTTP://PBX.example/', 'http://pbx.example'],
	['http://user:password@pbx.example/', 'http://pbx.example'],
	['http://\u202eпример.example/', undefined],
	['/elsewhere', undefined],
	['//pbx.example/x', undefined],
	['javascript:alert(1)', undefined],
	['http://', undefined],
	[`http://${'x'.repeat(1_000)}/`, undefined],
	['', undefined],
])('the origin of %.40j is %j', (address, origin) => {
	expect(pbxOrigin(address)).toBe(origin);
});
