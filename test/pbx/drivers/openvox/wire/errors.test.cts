import { explain, explainSignIn } from '../../../../../pbx/drivers/openvox/wire/errors';
import { openVoxUc, yeastarV1 } from '../../../../../pbx/drivers/openvox/wire/config';

/** Every number of the table in the reference of the API. */
const numbers = [
	...range(10002, 10004),
	...range(10006, 10033),
	...range(20000, 20021),
	'30001',
	'30003',
];

function range(first: number, last: number): string[] {
	return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}

/** Numbers that mean something else at the login, and nothing at any other request. */
const loginOnly = ['20002', '20003'];

test.each(numbers.filter((number) => !loginOnly.includes(number)))(
	'%s is a sentence with a remedy',
	(errno) => {
		const failure = explain(errno, 'Extension 106');
		expect(failure.pbxCode).toBe(errno);
		expect(failure.message).toMatch(/^[A-Z].{10,}[^.]$/);
		expect(failure.message).not.toContain(errno);
		expect(failure.message).not.toContain('{who}');
		expect(failure.remedy).toMatch(/^[A-Z].{8,}\.$/);
		expect(`${failure.message} ${failure.remedy}`).not.toMatch(/\b(error|problem|failure)\b/i);
	},
);

test.each(['10005', '40000', '99999'])('%s, which no manual has, is told as a number', (errno) => {
	expect(explain(errno).message).toContain(errno);
	expect(explain(errno).kind).toBe('refused');
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
		['20006', 'refused', 'The session on the PBX has run out'],
		['10006', 'refused', 'The extension or call does not exist on the PBX'],
	])('%p is of kind %s', (errno, kind, message) => {
		expect(explainSignIn(errno, openVoxUc)).toMatchObject({ kind, message });
	});

	test('the page of the PBX with user name and password is named as each PBX calls it', () => {
		expect(explainSignIn('20003', openVoxUc).remedy).toContain('PBX > Tools > API');
		expect(explainSignIn('20003', yeastarV1).remedy).toContain('Settings > PBX > General > API');
	});
});
