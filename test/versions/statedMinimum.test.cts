import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oldestVersion, testedVersions } from './versions.cts';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Its chat node (1.3) and human review of tools came together in this version of n8n. */
const approvalExample = 'n8n 2.14';

test.each(['examples/ai-agent-with-approval.json', 'docs/examples.md'])(
	'%s says which n8n the approval example needs',
	(file) => {
		expect(read(file)).toContain(`${approvalExample} or newer`);
	},
);

test('docs/events.md says which n8n the trigger needs', () => {
	expect(read('docs/events.md')).toContain('needs n8n 1.85 or newer');
});

test('README names the oldest n8n, and every version that is tested', () => {
	const readme = read('README.md');
	expect(readme).toContain(`**n8n ${oldestVersion.replace(/\.0$/, '')} or newer**`);
	for (const version of testedVersions) expect(readme).toContain(version);
});
