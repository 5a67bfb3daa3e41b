import { prove, type Cell } from '../asterisk/audio/verdict.cts';
import { Bench } from '../asterisk/bench.cts';
import { extensionOf, phoneNames, type PhoneName } from '../asterisk/phones.cts';
import { matrix } from '../asterisk/report/matrix.cts';
import type { Log } from '../log.cts';
import { createAsteriskCredential } from '../proof/asteriskCredential.cts';
import type { DemoPbx } from './demoPbx.cts';

const { A: supervisor, B: agent, C: customer } = extensionOf;
const measured = 3_000;

/** A real Asterisk with real phones. They speak in tones, so that it can be measured who hears whom. */
export async function openAsteriskPbx(log: Log): Promise<DemoPbx> {
	log('Starting a real PBX with four phones, all on this machine …');
	const bench = await Bench.open({ log });
	try {
		await bench.call('B', 'C');
	} catch (error) {
		await bench.close();
		throw error;
	}
	return {
		supervisor,
		agent,
		introduction: [
			`${bench.installation.versions.asterisk} is up, and ${agent} talks with ${customer}.`,
			`  (${customer} is the customer, ${agent} the agent, ${supervisor} their supervisor)`,
		],
		createCredential: (session) => createAsteriskCredential(session, 'PBX API', bench),
		async afterTheEvent() {
			const levels = await bench.measure(measured);
			const proof = prove(levels, 'whisper');
			const table = matrix({ what: 'Measured at the phones, in dBFS', levels, proof });
			return {
				whisper: proof.holds ? 'heard' : 'notHeard',
				lines: [...whoHears(proof.verdict.cells), '', ...table],
			};
		},
		places: [['Asterisk', `${bench.url}/mxml (AMI over HTTP)`]],
		close: () => bench.close(),
	};
}

/** `1001 hears 1002 and 1003` */
function whoHears(cells: Cell[]): string[] {
	const heardAt = (phone: PhoneName) =>
		cells.filter(({ listener, measured }) => listener === phone && measured === 'heard');
	return phoneNames
		.filter((phone) => heardAt(phone).length > 0)
		.map((phone) => {
			const voices = heardAt(phone).map(({ tone }) => extensionOf[tone]);
			return `${extensionOf[phone]} hears ${voices.join(' and ')}`;
		});
}
