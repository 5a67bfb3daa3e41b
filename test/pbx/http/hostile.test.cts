import { runInNewContext } from 'node:vm';

import { readTable } from '../../../pbx/http/csv';
import { readJson } from '../../../pbx/http/json';
import { readXml } from '../../../pbx/http/xml';
import { readMxml } from '../../../pbx/drivers/asterisk/wire/mxml';
import {
	hostileBodies,
	type BodyFormat,
} from '../../../tools/benchmarks/readers/hostileBodies.cts';

const readers: Record<BodyFormat, (body: string) => unknown> = {
	json: readJson,
	xml: readXml,
	mxml: readMxml,
	csv: readTable,
};

/** A reader that is not linear needs minutes to hours for 2 MB; V8 ends it after ten seconds. */
function withoutFreeze(read: () => unknown): unknown {
	return runInNewContext('read()', { read }, { timeout: 10_000 }) as unknown;
}

test.each(hostileBodies.map((body) => [body.format, body.name, body] as const))(
	'%s: %s',
	(format, _name, { ofSize }) => {
		const body = ofSize(2_000_000);
		expect(body.length).toBeGreaterThan(1_900_000);
		const result = withoutFreeze(() => readers[format](body));
		expect(result).toBeDefined();
		expect({}).not.toHaveProperty('x');
	},
	30_000,
);

test('a reader that freezes would be seen', () => {
	const quadratic = () => /"(?:\\.|[^"\\])*"/g.test('"' + '\\"'.repeat(300_000));
	const frozen = (): unknown => runInNewContext('read()', { read: quadratic }, { timeout: 200 });
	expect(frozen).toThrow('timed out');
});
