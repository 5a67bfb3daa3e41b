import { explain, explainSignIn } from '../../../../../pbx/drivers/openvox/wire/errors';
import { openVoxUc, yeastarV1 } from '../../../../../pbx/drivers/openvox/variants';

/** Every number that an operation can meet. */
const numbers = [
	...range(10002, 10011),
	'10013',
	'10015',
	'10017',
	...range(10023, 10025),
	'10028',
	'10031',
	'20000',
	'20001',
	...range(20004, 20014),
	...range(20018, 20021),
	'30001',
	'30003',
];

function range(first: number, last: number): string[] {
	return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}

test.each(numbers)('%s is a sentence with a remedy', (errno) => {
	for (const about of [{}, { extension: '101', other: '106', mode: 'whisper' } as const]) {
		const failure = explain(errno, about);
		expect(failure.pbxCode).toBe(errno);
		expect(failure.message).toMatch(/^[A-Z].{10,}[^.]$/);
		expect(failure.message).not.toContain(errno);
		expect(failure.message).not.toContain('undefined');
		expect(failure.remedy).toMatch(/^[A-Z].{8,}\.$|^Use JSON\.$/);
		expect(`${failure.message} ${failure.remedy}`).not.toMatch(/\b(error|problem|failure)\b/i);
	}
});

test.each(['10012', '10026', '20015', '40000', '99999'])(
	'%s, which no operation can meet, is given as a number',
	(errno) => {
		expect(explain(errno)).toMatchObject({ kind: 'refused', pbxCode: errno });
		expect(explain(errno).message).toContain(errno);
	},
);

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
	'%j is no number, and as unknown as any other',
	(errno) => {
		expect(explain(errno)).toMatchObject({
			kind: 'refused',
			message: 'The PBX refused the request without saying why',
		});
		expect(explainSignIn(errno, openVoxUc).kind).toBe('refused');
	},
);

test.each(['$&', "$'", '$1', '{who}'])('a name with %j in it is not changed', (name) => {
	expect(explain('20014', { recording: `${name}.wav` }).message).toBe(
		`Recording ${name}.wav does not exist on the PBX any more`,
	);
	expect(explain('10006', { extension: name }).message).toBe(
		`Extension ${name} does not exist on the PBX`,
	);
});

describe('a refused monitoring is about', () => {
	const about = { extension: '101', other: '106', mode: 'whisper' } as const;

	test.each([
		['10006', 'notFound', 'Extension 101 or 106 does not exist on the PBX'],
		['10007', 'notInCall', 'Extension 106 is not in a call'],
		['10008', 'refused', 'Extension 101 is not idle'],
		['10009', 'refused', 'Extension 106 does not allow being monitored'],
		['10010', 'refused', 'Extension 101 may not whisper'],
	])('%s: %s', (errno, kind, message) => {
		expect(explain(errno, about)).toMatchObject({ kind, message });
	});
});

test('a refusal without a number says so', () => {
	expect(explain('').message).toBe('The PBX refused the request without saying why');
});

describe('at the login', () => {
	test.each([
		['20002', 'lockedOut', 'The PBX has locked this n8n out after five wrong passwords'],
		['20003', 'authenticationFailed', 'Wrong user name or password'],
		['10032', 'authenticationFailed', 'Wrong user name or password'],
		[
			'30003',
			'authenticationFailed',
			"Wrong user name or password, or the PBX's API service is down",
		],
		['', 'authenticationFailed', "Wrong user name or password, or the PBX's API service is down"],
		['20008', 'invalidInput', 'The PBX does not accept the report port'],
		['20006', 'refused', 'The PBX does not accept the session any more'],
		['10006', 'refused', 'The extension does not exist on the PBX'],
	])('%p is of kind %s', (errno, kind, message) => {
		expect(explainSignIn(errno, openVoxUc)).toMatchObject({ kind, message });
	});

	// The Yeastar guide has another number for a wrong password, and this one for what it says.
	test('30003 of a Yeastar is not about the password: waiting for its service costs no try', () => {
		expect(explainSignIn('30003', yeastarV1)).toMatchObject({
			kind: 'refused',
			message: "The PBX's API service is not running",
		});
	});

	test('the page of the PBX with user name and password is named as each PBX calls it', () => {
		expect(explainSignIn('20003', openVoxUc).remedy).toContain('PBX > Tools > API');
		expect(explainSignIn('20003', yeastarV1).remedy).toContain('Settings > PBX > General > API');
	});
});
