import { macro } from './internal.cts';
import { firstSlot, meetingRoom, parkingLot } from './numbers.cts';

const lastSlot = String(Number(firstSlot) + 7);

export const parking = `[general]

[default]
parkext => ${parkingLot}
parkpos => ${firstSlot}-${lastSlot}
context => parkedcalls
parkingtime => 45
comebacktoorigin => no
parkedplay => caller
parkedmusicclass => default
findslot => first
`;

/** Slots are fetched by FreePBX's own lines, not by those of the parking lot. */
export const parkHints = `[park-hints]
include => parkedcalls
exten => _7[1-8],1,${macro('parked-call', '${EXTEN}', 'default')}
exten => ${firstSlot},hint,park:${firstSlot}@parkedcalls

[macro-parked-call]
exten => s,1,${macro('user-callerid')}
 same => n,Set(PARKOWNER=1)
 same => n,ParkedCall(\${ARG2},\${ARG1})
 same => n,Hangup()
`;

export const extMeetMe = `[ext-meetme]
exten => ${meetingRoom},1,${macro('user-callerid')}
 same => n,Set(MEETME_ROOMNUM=\${EXTEN})
 same => n,Answer()
 same => n,Gosub(sub-conference-options,s,1(\${EXTEN},USER))
 same => n,Goto(STARTMEETME,1)
exten => STARTMEETME,1,ConfBridge(\${MEETME_ROOMNUM},,,\${MENU_PROFILE})
 same => n,Hangup()
exten => ${meetingRoom},hint,confbridge:${meetingRoom}

[sub-conference-options]
exten => s,1,Set(CONFBRIDGE(user,quiet)=yes)
 same => n,Return()
`;
