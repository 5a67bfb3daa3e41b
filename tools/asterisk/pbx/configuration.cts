import {
	announcement,
	conference,
	emptyQueue,
	extensionOf,
	localQueue,
	menu,
	parkingLot,
	phoneNames,
	prefixes,
	queue,
	trunk,
	wrapUpSeconds,
} from '../phones.cts';
import type { Ports } from '../ports.cts';
import { pbxModules } from './modules.cts';
import { type ManagerUser, managerUsers } from './managers.cts';
import type { PbxFolders, PbxSystem } from './system.cts';

export interface PbxOptions {
	/** Seconds an AMI-over-HTTP login lives after its last request. */
	httpTimeout: number;
	/** First part of every path of the PBX's web server, as FreePBX sets it; empty for none. */
	httpPrefix: string;
	system: PbxSystem;
}

export const phoneSecret = 'phone-secret';

/** The dialplan context in which the phones dial. */
export const dialplanContext = 'internal';

/** An Asterisk whose files somebody wrote by hand. */
const plainAsterisk: PbxSystem = {
	contexts: { phones: dialplanContext, trunk: dialplanContext },
	endpoint: ['direct_media = no'],
	devices: {},
	outsideNumbers: [],
	video: [],
	modules: [],
	files: () => ({}),
};

export const pbxDefaults: PbxOptions = { httpTimeout: 60, httpPrefix: '', system: plainAsterisk };

/** The configuration files of the bench's Asterisk, by name. */
export function pbxConfiguration(
	folders: PbxFolders,
	ports: Ports,
	options: PbxOptions,
): Record<string, string> {
	return {
		...emptyFiles,
		'asterisk.conf': asterisk(folders),
		'modules.conf': modules(options.system),
		'logger.conf': '[general]\n[logfiles]\nfull = notice,warning,error,verbose\n',
		'http.conf': http(ports, options),
		'manager.conf': manager(ports, options),
		'cdr.conf': '[general]\nenable = yes\n',
		'cdr_manager.conf': '[general]\nenabled = yes\n',
		'rtp.conf': `[general]\nrtpstart = ${ports.rtp.first}\nrtpend = ${ports.rtp.last}\nicesupport = no\nstrictrtp = no\n`,
		'pjsip.conf': pjsip(ports, options.system),
		'extensions.conf': extensions,
		'queues.conf': queues,
		'features.conf': '[featuremap]\natxfer = *2\n',
		'res_parking.conf': parking,
		'indications.conf': indications,
		...options.system.files(folders),
	};
}

function modules(system: PbxSystem): string {
	const names = [...pbxModules, ...system.modules];
	return ['[modules]', 'autoload = no', ...names.map((name) => `load = ${name}.so`)].join('\n');
}

/** They only keep the log free of "could not load". */
const emptyFiles = Object.fromEntries(
	[
		'acl',
		'cel',
		'ccss',
		'udptl',
		'confbridge',
		'queuerules',
		'stasis',
		'pjproject',
		'pjsip_notify',
	].map((name) => [`${name}.conf`, '']),
);

function asterisk({ run, modules, data }: PbxFolders): string {
	return `[directories]
astetcdir => ${run}/etc
astmoddir => ${modules}
astvarlibdir => ${run}/lib
astdbdir => ${run}/db
astkeydir => ${run}/lib
astdatadir => ${data}
astagidir => ${run}/lib
astspooldir => ${run}/spool
astrundir => ${run}/run
astlogdir => ${run}/log
astsbindir => ${run}/lib
astcachedir => ${run}/lib

[options]
verbose = 3
nocolor = yes
systemname = lab
`;
}

function http({ http: port }: Ports, { httpPrefix }: PbxOptions): string {
	return `[general]
enabled = yes
bindaddr = 127.0.0.1
bindport = ${port}
${httpPrefix === '' ? '' : `prefix = ${httpPrefix}`}
`;
}

function manager(ports: Ports, { httpTimeout }: PbxOptions): string {
	const users = Object.values(managerUsers).map((user: ManagerUser) =>
		[
			`[${user.name}]`,
			`secret = ${user.secret}`,
			'deny = 0.0.0.0/0.0.0.0',
			`permit = ${user.permit}/255.255.255.255`,
			`read = ${user.read}`,
			`write = ${user.write}`,
			`allowmultiplelogin = ${user.severalLogins}`,
			'',
		].join('\n'),
	);
	return `[general]
enabled = yes
webenabled = yes
bindaddr = 127.0.0.1
port = ${ports.ami}
httptimeout = ${httpTimeout}

${users.join('\n')}`;
}

function pjsip(ports: Ports, { contexts, endpoint, devices }: PbxSystem): string {
	const further = Object.values(devices).flat();
	const line = (name: string, callerId: string, context: string) => `[${name}](ext)
context = ${context}
auth = ${name}
aors = ${name}
callerid = ${callerId}

[${name}]
type = auth
auth_type = userpass
username = ${name}
password = ${phoneSecret}

[${name}]
type = aor
max_contacts = ${further.filter((one) => one === name).length || 1}
remove_existing = yes
`;
	const names = new Set([...Object.values(extensionOf), ...further]);
	const phones = [...names].map((name) => line(name, `"Ext ${name}" <${name}>`, contexts.phones));
	phones.push(line(trunk.name, `"Customer" <${trunk.customer}>`, contexts.trunk));
	return `[global]
type = global
endpoint_identifier_order = username,ip

[t-udp]
type = transport
protocol = udp
bind = 127.0.0.1:${ports.sip}

[ext](!)
type = endpoint
transport = t-udp
disallow = all
allow = alaw,ulaw
${endpoint.join('\n')}
media_address = 127.0.0.1
bind_rtp_to_media_address = yes
rtp_symmetric = yes
force_rport = yes

${phones.join('\n')}
[${menu.trunk}](ext)
context = ${menu.trunk}
from_user = ${menu.trunk}
aors = ${menu.trunk}

[${menu.trunk}]
type = aor
contact = sip:127.0.0.1:${ports.sip}
`;
}

const extensions = `[${dialplanContext}]
include => parkedcalls
${phoneNames.map((name) => `exten => ${extensionOf[name]},hint,PJSIP/${extensionOf[name]}`).join('\n')}
exten => _1XXX,1,Dial(PJSIP/\${EXTEN},30,tT)
exten => _0X.,1,Dial(PJSIP/${trunk.name},30,tT)
exten => _${prefixes.recordedAtCaller}1XXX,1,MixMonitor(\${EXTEN}.wav)
 same => n,Dial(PJSIP/\${EXTEN:2},30,tT)
exten => _${prefixes.recordedAtCalled}1XXX,1,Dial(PJSIP/\${EXTEN:2},30,tTb(recorded^\${EXTEN}^1))
exten => _${prefixes.notTransferable}1XXX,1,Dial(PJSIP/\${EXTEN:2},30)
exten => ${menu.number},1,Dial(PJSIP/\${EXTEN}@${menu.trunk},30,tT)
exten => ${queue},1,Queue(${queue})
exten => ${conference},1,Answer()
 same => n,ConfBridge(${conference})
exten => 600,1,Answer()
 same => n,Echo()
exten => 700,1,Answer()
 same => n,PlayTones(1004/1000)
 same => n,Wait(3600)
exten => ${announcement.number},1,Answer()
 same => n,Playback(${announcement.sound})
 same => n,Hangup()

[${menu.trunk}]
exten => ${menu.number},1,Answer()
 same => n,Wait(3600)

[recorded]
exten => _X.,1,MixMonitor(\${EXTEN}.wav)
 same => n,Return()

[parkedcalls]
`;

/** FreePBX's lot has the same name, extension and kind of slots. */
const parking = `[general]

[default]
parkext => 70
parkpos => ${parkingLot.firstSlot}-${parkingLot.firstSlot + parkingLot.slots - 1}
context => parkedcalls
parkingtime => 45
`;

/** The first agent has a wrap-up time; the second one is reached as FreePBX does it. */
const queues = `[${queue}]
strategy = ringall
timeout = 600
autofill = yes
joinempty = yes
member => PJSIP/${extensionOf.B},0,"Agent B",,no,${wrapUpSeconds}
member => Local/${extensionOf.C}@${dialplanContext}/n,0,"Agent C",hint:${extensionOf.C}@${dialplanContext}

[${localQueue}]
strategy = ringall
joinempty = yes
member => Local/${extensionOf.C}@${dialplanContext}/n,0,"Agent C",hint:${extensionOf.C}@${dialplanContext}

[${emptyQueue}]
strategy = ringall
joinempty = yes
`;

const indications = `[general]
country = us

[us]
description = United States
ringcadence = 2000,4000
dial = 350+440
busy = 480+620/500,0/500
ring = 440+480/2000,0/4000
congestion = 480+620/250,0/250
callwaiting = 440/300,0/10000
dialrecall = !350+440/100,!0/100,350+440
record = 1400/500,0/15000
info = !950/330,!1400/330,!1800/330,0
`;
