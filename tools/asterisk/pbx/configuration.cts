import {
	announcement,
	conference,
	extensionOf,
	phoneNames,
	queue,
	trunk,
	wrapUpSeconds,
} from '../phones.cts';
import type { Ports } from '../ports.cts';
import { pbxModules } from './modules.cts';
import { type ManagerUser, managerUsers } from './managers.cts';

export interface PbxFolders {
	run: string;
	modules: string;
	data: string;
}

export interface PbxOptions {
	/** Seconds an AMI-over-HTTP login lives after its last request. */
	httpTimeout: number;
	/** First part of every path of the PBX's web server, as FreePBX sets it; empty for none. */
	httpPrefix: string;
}

export const pbxDefaults: PbxOptions = { httpTimeout: 60, httpPrefix: '' };

export const phoneSecret = 'phone-secret';

/** The dialplan context in which the phones dial. */
export const dialplanContext = 'internal';

/** The configuration files of the bench's Asterisk, by name. */
export function pbxConfiguration(
	folders: PbxFolders,
	ports: Ports,
	options: PbxOptions,
): Record<string, string> {
	return {
		...emptyFiles,
		'asterisk.conf': asterisk(folders),
		'modules.conf': ['[modules]', 'autoload = no', ...pbxModules.map((m) => `load = ${m}.so`)].join(
			'\n',
		),
		'logger.conf': '[general]\n[logfiles]\nfull = notice,warning,error,verbose\n',
		'http.conf': http(ports, options),
		'manager.conf': manager(ports, options),
		'cdr.conf': '[general]\nenable = yes\n',
		'cdr_manager.conf': '[general]\nenabled = yes\n',
		'rtp.conf': `[general]\nrtpstart = ${ports.rtp.first}\nrtpend = ${ports.rtp.last}\nicesupport = no\nstrictrtp = no\n`,
		'pjsip.conf': pjsip(ports),
		'extensions.conf': extensions,
		'queues.conf': queues,
		'features.conf': '[featuremap]\natxfer = *2\n',
		'indications.conf': indications,
	};
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

function pjsip(ports: Ports): string {
	const line = (name: string, callerId: string) => `[${name}](ext)
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
max_contacts = 1
remove_existing = yes
`;
	const phones = phoneNames.map((name) =>
		line(extensionOf[name], `"Ext ${extensionOf[name]}" <${extensionOf[name]}>`),
	);
	phones.push(line(trunk.name, `"Customer" <${trunk.customer}>`));
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
context = ${dialplanContext}
disallow = all
allow = alaw,ulaw
direct_media = no
media_address = 127.0.0.1
bind_rtp_to_media_address = yes
rtp_symmetric = yes
force_rport = yes

${phones.join('\n')}`;
}

const extensions = `[${dialplanContext}]
${phoneNames.map((name) => `exten => ${extensionOf[name]},hint,PJSIP/${extensionOf[name]}`).join('\n')}
exten => _1XXX,1,Dial(PJSIP/\${EXTEN},30,tT)
exten => _0X.,1,Dial(PJSIP/${trunk.name},30,tT)
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
`;

/** The first agent has a wrap-up time; the second one is reached as FreePBX does it. */
const queues = `[${queue}]
strategy = ringall
timeout = 600
autofill = yes
joinempty = yes
member => PJSIP/${extensionOf.B},0,"Agent B",,no,${wrapUpSeconds}
member => Local/${extensionOf.C}@${dialplanContext}/n,0,"Agent C",hint:${extensionOf.C}@${dialplanContext}
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
