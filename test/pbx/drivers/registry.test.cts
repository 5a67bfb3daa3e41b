import { openDriver } from '../../../pbx/drivers/openDriver';
import { families, familyOf } from '../../../pbx/drivers/registry';
import { Failure } from '../../../pbx/model/failure';

const fields = {
	baseUrl: 'https://pbx.example',
	username: 'user',
	password: 'password',
	clientId: 'client',
	clientSecret: 'secret',
};

test.each(Object.entries(families))(
	'%s connects to events that arrive as its line in the registry says',
	(pbx, { events }) => {
		const driver = openDriver({ ...fields, pbx });
		if (driver instanceof Failure) throw new Error(driver.message);
		const nothing = async () => await Promise.reject(new Error('nothing is sent'));
		const clock = { now: () => 0, sleep: nothing, cancelled: () => false };
		const arrives = driver.listen ? 'polled' : driver.connect(nothing, clock).events?.arrive;
		expect(arrives).toBe(events?.arrive);
	},
);

test('the families are sorted by label, as every list of choices is', () => {
	const labels = Object.values(families).map(({ label }) => label);
	expect(labels).toEqual([...labels].sort((one, other) => one.localeCompare(other)));
});

test.each([undefined, '', 'constructor', '__proto__', 'toString', 17])(
	'%p is no family',
	(value) => {
		expect(familyOf(value)).toBeUndefined();
		expect(openDriver({ ...fields, pbx: value })).toMatchObject({
			kind: 'invalidInput',
			input: 'pbx',
		});
	},
);
