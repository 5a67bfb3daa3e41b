import { queue, trunk } from '../../phones.cts';
import { macro } from './internal.cts';
import {
	companyNumber,
	confirmingRingGroup,
	didOf,
	meetingRoom,
	prefixes,
	ringGroup,
	users,
} from './numbers.cts';

function did(number: string, destination: string): string {
	return `exten => ${didOf(number)},1,Set(__DIRECTION=INBOUND)
 same => n,Set(__FROM_DID=\${EXTEN})
 same => n,Set(CDR(did)=\${FROM_DID})
 same => n(dest-ext),Goto(${destination},${number},1)
`;
}

const dids = [
	...users.map(({ extension }) => did(extension, 'from-did-direct')),
	did(queue, 'ext-queues'),
	did(ringGroup, 'ext-group'),
	did(confirmingRingGroup, 'ext-group'),
	did(meetingRoom, 'ext-meetme'),
];

export const fromTrunk = `[from-trunk]
include => from-pstn

[from-pstn]
include => ext-did
include => from-did-direct

[ext-did]
${dids.join('')}`;

function route(pattern: string, number: string): string {
	return `exten => ${pattern},1,${macro('user-callerid', 'LIMIT', 'EXTERNAL')}
 same => n,Set(_NODEST=)
 same => n,${macro('dialout-trunk', '1', number, '', 'on')}
 same => n,Hangup()
`;
}

/** The call gets the number of the company, and the trunk a prefix of its own. */
export const outbound = `[outbound-allroutes]
include => outrt-1

[outrt-1]
${route(`_${prefixes.dialled}X.`, `\${EXTEN:${prefixes.dialled.length}}`)}${route('_0X.', '${EXTEN}')}
[macro-dialout-trunk]
exten => s,1,Set(DIAL_NUMBER=\${ARG2})
 same => n,${macro('outbound-callerid', '${ARG1}')}
 same => n,Set(OUTNUM=${prefixes.trunk}\${DIAL_NUMBER})
 same => n,ExecIf($["\${AMPUSER}" != ""]?Set(CONNECTEDLINE(num,i)=\${DIAL_NUMBER}))
 same => n,ExecIf($["\${AMPUSER}" != ""]?Set(CONNECTEDLINE(name,i)=CID:\${CALLERID(number)}))
 same => n,ExecIf($["\${DIRECTION}" = "INBOUND"]?Set(DIAL_OPTIONS=\${STRREPLACE(DIAL_OPTIONS,T)}))
 same => n,Dial(PJSIP/\${OUTNUM}@${trunk.name},30,\${DIAL_OPTIONS}b(func-apply-sipheaders^s^1,(1)))
 same => n,Return()

[macro-outbound-callerid]
exten => s,1,ExecIf($["\${AMPUSER}" != ""]?Set(CALLERID(all)="Company" <${companyNumber}>))
 same => n,Return()
`;
