import { parseArgs } from 'node:util';

export const usage = `A CRM event puts a supervisor on a live call in Whisper mode: a PBX, a real n8n, no hardware.

  npm run demo                        leaves n8n open for a look, until Ctrl-C
  npm run demo -- --once              ends by itself; exit code 0 when the whisper happened
  npm run demo -- --pbx yeastarP      on a simulated Yeastar P-Series; also: grandstreamUcm
  npm run demo -- --pbx asterisk      on a real Asterisk with real phones instead of a simulated PBX, and
                                      measures who hears whom (Debian or Ubuntu; 21 MB of packages, once)
  npm run demo -- --help              this text

It opens n8n's editor and the switchboard, a page that shows the phones and who hears whom. The first run
fetches about 530 MB (n8n, the Node.js that it needs, the development packages): 3.5 GB on disk, of which
2.7 GB go into ~/.cache/n8n-nodes-pbx. Linux or macOS; on Windows in WSL 2.`;

const pbxes = ['simulated', 'yeastarP', 'grandstreamUcm', 'asterisk'] as const;
export type PbxChoice = (typeof pbxes)[number];

export type DemoOptions =
	| { action: 'help' }
	| { action: 'run'; pbx: PbxChoice; afterwards: 'end' | 'stayOpen' };

export function readOptions(args: string[]): DemoOptions {
	const { once, help, pbx: asked } = parse(args);
	if (help) return { action: 'help' };
	const pbx = pbxes.find((one) => one === asked);
	if (!pbx) throw new Error(`There is no PBX "${asked}", only ${pbxes.join(', ')}.\n\n${usage}`);
	return { action: 'run', pbx, afterwards: once ? 'end' : 'stayOpen' };
}

function parse(args: string[]) {
	try {
		const options = {
			once: { type: 'boolean', default: false },
			pbx: { type: 'string', default: 'simulated' },
			help: { type: 'boolean', default: false },
		} as const;
		return parseArgs({ args, options }).values;
	} catch (error) {
		const problem = error instanceof Error ? error.message : String(error);
		throw new Error(`${problem}\n\n${usage}`, { cause: error });
	}
}
