import type { BodyFormat } from './hostileBodies.cts';

/** The longest replies that a PBX sends, as the manuals print them. */
export const validBodies: Readonly<Record<BodyFormat, (rows: number) => string>> = {
	json(extensions) {
		return JSON.stringify({ status: 'Success', extinfos: rowsOf(extensions) });
	},
	xml(extensions) {
		const items = rowsOf(extensions).map((row, id) => {
			const fields = Object.entries(row).map(([name, value]) => `<${name}>${value}</${name}>`);
			return `\t\t<item id="${id}">${fields.join('')}</item>\n`;
		});
		return `<?xml version="1.0" encoding="UTF-8" ?>\n<xml>\n\t<status>Success</status>\n\t<extinfos>\n${items.join('')}\t</extinfos>\n</xml>\n`;
	},
	mxml(channels) {
		const rows = Array.from({ length: channels }, (_, n) => {
			const fields = Object.entries(channel(n)).map(([name, value]) => `${name}='${value}'`);
			return `<response type='object' id='unknown'><generic ${fields.join(' ')} /></response>\n`;
		});
		return `<ajax-response>\n${rows.join('')}</ajax-response>`;
	},
	csv(records) {
		const rows = Array.from(
			{ length: records },
			(_, n) =>
				`1589948179.${n},2020-05-20 10:11:22,${10_000 + n},"Sales, ""North""",60,45,ANSWERED,Internal`,
		);
		return `callid,timestart,callfrom,callto,callduraction,talkduraction,status,type\n${rows.join('\n')}\n`;
	},
};

function rowsOf(extensions: number): Array<Record<string, string>> {
	return Array.from({ length: extensions }, (_, n) => ({
		extnumber: String(10_000 + n),
		status: 'Registered',
		type: 'pjsip',
		username: `Agent ${n}`,
		allowbeingmonitored: 'on',
		monitormode: 'Whisper',
		agentid: '',
	}));
}

function channel(n: number): Record<string, string> {
	return {
		event: 'CoreShowChannel',
		channel: `PJSIP/${1000 + n}-0000000e`,
		channelstate: '6',
		channelstatedesc: 'Up',
		calleridnum: String(1000 + n),
		calleridname: `Ext ${n}`,
		connectedlinenum: '1002',
		connectedlinename: '&lt;unknown&gt;',
		language: 'en',
		accountcode: '',
		context: 'internal',
		exten: '',
		priority: '1',
		uniqueid: `lab-1795403565.${n}`,
		linkedid: `lab-1795403565.${n - (n % 2)}`,
		application: 'AppDial',
		applicationdata: '(Outgoing Line)',
		duration: '00:00:00',
		bridgeid: '045a49af-6823-4086-8438-3213def260ed',
	};
}
