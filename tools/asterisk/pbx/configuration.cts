import type { Ports } from '../ports.cts';
import { dialplanContext, extensions, parking, queues } from './dialplan.cts';
import { pbxModules } from './modules.cts';
import { type ManagerUser, managerUsers } from './managers.cts';
import { pjsip } from './pjsip.cts';
import type { PbxFolders, PbxSystem } from './system.cts';

export interface PbxOptions {
	/** Seconds an AMI-over-HTTP login lives after its last request. */
	httpTimeout: number;
	/** First part of every path of the PBX's web server, as FreePBX sets it; empty for none. */
	httpPrefix: string;
	system: PbxSystem;
}

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
