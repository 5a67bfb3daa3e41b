import { markdownTable } from '../../tools/asterisk/report/markdown.cts';
import { checkoutFolder } from '../../tools/folders.cts';
import { withProgress } from '../../tools/log.cts';
import { nodeRuntime, versionOfNode } from '../../tools/n8n/install/nodeRuntime.cts';
import { withoutNpmSettings } from '../../tools/n8n/install/npm.cts';
import { lastLines, tryCommand } from '../../tools/n8n/process/command.cts';

/** `engines` of package.json begins with the first; n8n 2.36 and newer run under the last. */
const testedMajors = [20, 22, 24];

const limitMinutes = 30;

interface NodeResult {
	node: string;
	result: 'done' | 'failed';
	suites: string;
	tests: string;
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => process.exit(130));
	const wanted = process.argv.slice(2).map(Number);
	const unknown = wanted.filter((major) => !testedMajors.includes(major));
	if (unknown.length > 0) {
		print(`npm run test:node [-- ${testedMajors.join(' ')}], not ${unknown.join(' ')}`);
		process.exitCode = 2;
		return;
	}
	const results: NodeResult[] = [];
	for (const major of wanted.length > 0 ? wanted : testedMajors) results.push(await npmTest(major));
	const rows = results.map(({ node, result, suites, tests }) => [
		node,
		result === 'done' ? 'ok' : '**failed**',
		suites,
		tests,
	]);
	print(`\n${markdownTable([['Node', '`npm test`', 'suites', 'tests'], ...rows])}`);
	const passed = results.filter(({ result }) => result === 'done').length;
	print(`${passed} passed, ${results.length - passed} failed`);
	process.exitCode = passed < results.length ? 1 : 0;
}

/** The whole of `npm test`, with the packages that are installed already. */
async function npmTest(major: number): Promise<NodeResult> {
	const { node, env } = await nodeRuntime(major, print);
	const version = await versionOfNode(node);
	print(`\nnpm test under Node ${version} …`);
	const settings = { cwd: checkoutFolder(), env: withoutNpmSettings(env), limitMinutes };
	const { result, output } = await withProgress(
		print,
		`Node ${version}`,
		tryCommand('npm', ['test'], settings),
	);
	if (result === 'failed') print(lastLines(output, 60));
	const count = (what: string) =>
		new RegExp(`^${what}: +(.*)$`, 'm').exec(output)?.[1] ?? 'not reached';
	return { node: version, result, suites: count('Test Suites'), tests: count('Tests') };
}

void main();
