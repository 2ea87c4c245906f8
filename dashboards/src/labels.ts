/** Every word that a board shows, once, in both languages. A title reads "中文 English". */
export interface Label {
  zh: string;
  en: string;
}

/** The form in which Grafana shows a label. */
export function both(label: Label): string {
  return `${label.zh} ${label.en}`;
}

/** A description: one sentence in each language, on lines of their own. */
export function told(label: Label): string {
  return `${label.zh}\n\n${label.en}`;
}

/** Short names of the rules, for lists and bars; every rule that has a page under docs/rules has one, and nothing else has. */
export const RULES: Record<string, Label> = {
  'strap-cut': { zh: '剪断表带', en: 'Strap cut' },
  'device-tamper': { zh: '拆机', en: 'Device tamper' },
  'power-off': { zh: '关机', en: 'Power off' },
  'low-battery': { zh: '低电量', en: 'Low battery' },
  'battery-ignored': { zh: '提醒后未充电', en: 'Battery ignored' },
  'predicted-dead': { zh: '电量将尽', en: 'Battery nearly dead' },
  'no-comm': { zh: '装置失联', en: 'Tag silent' },
  'shield-jam': { zh: '疑似屏蔽', en: 'Shielded tag' },
  'no-gps': { zh: '无卫星定位', en: 'No satellites' },
  'station-silent': { zh: '基站无上报', en: 'Station silent' },
  'camera-silent': { zh: '摄像头无上报', en: 'Camera silent' },
  'terminal-silent': { zh: '终端无上报', en: 'Terminal silent' },
  'camera-clock': { zh: '摄像头时钟有误', en: 'Camera clock wrong' },
  'terminal-clock': { zh: '终端时钟有误', en: 'Terminal clock wrong' },
  'feed-silent': { zh: '数据源无上报', en: 'Feed silent' },
  boundary: { zh: '越界', en: 'Boundary' },
  'exclusion-zone': { zh: '进入禁区', en: 'Exclusion zone' },
  'exclusion-buffer': { zh: '接近禁区', en: 'Exclusion buffer' },
  'key-place': { zh: '重点场所停留', en: 'Key place' },
  'new-staypoint': { zh: '异地过夜', en: 'New stay point' },
  'night-shift': { zh: '昼伏夜出', en: 'Night shift' },
  colocation: { zh: '同案犯聚集', en: 'Co-location' },
  'victim-proximity': { zh: '接近被害人', en: 'Near the protected' },
  curfew: { zh: '宵禁', en: 'Curfew' },
  'leave-overrun': { zh: '逾期未归', en: 'Leave overrun' },
  'leave-route': { zh: '偏离目的地', en: 'Leave route' },
  'lost-contact': { zh: '脱离监管', en: 'Lost contact' },
  'missed-check-in': { zh: '漏打卡', en: 'Missed check-in' },
  'check-in-odd-hour': { zh: '零点打卡', en: 'Odd-hour check-ins' },
  'check-in-spoof': { zh: '打卡造假', en: 'Spoofed check-in' },
  'impossible-travel': { zh: '位移异常', en: 'Impossible travel' },
  'person-tag-separation': { zh: '人机分离', en: 'Person–tag apart' },
  'roll-call-fail': { zh: '点验未到', en: 'Roll call failed' },
  'auth-expiry': { zh: '授权将到期', en: 'Authorisation ends' },
  'unlawful-tracking': { zh: '未批定位', en: 'Unlawful tracking' },
  'intake-overdue': { zh: '漏管', en: 'Intake overdue' },
  'next-step': { zh: '建议下一步', en: 'Next step' },
  'activity-shortfall': { zh: '学习公益不足', en: 'Study or service short' },
  'objection-overdue': { zh: '异议逾期', en: 'Objection overdue' },
  welfare: { zh: '心理预警', en: 'Welfare' },
};

export const SEVERITIES = [
  { id: 'P1', label: { zh: '一级', en: 'P1' }, colour: 'red' },
  { id: 'P2', label: { zh: '二级', en: 'P2' }, colour: 'orange' },
  { id: 'P3', label: { zh: '三级', en: 'P3' }, colour: 'yellow' },
  { id: 'P4', label: { zh: '四级', en: 'P4' }, colour: 'blue' },
] as const;

export const STATES: readonly (readonly [string, Label, string])[] = [
  ['NEW', { zh: '新报警', en: 'New' }, 'red'],
  ['ACKNOWLEDGED', { zh: '已签收', en: 'Acknowledged' }, 'orange'],
  ['INVESTIGATING', { zh: '核查中', en: 'Investigating' }, 'blue'],
  ['ENDED', { zh: '已结束', en: 'Ended' }, 'purple'],
  ['REOPENED', { zh: '重新打开', en: 'Reopened' }, 'red'],
  ['CLOSED', { zh: '已办结', en: 'Closed' }, 'green'],
  ['RETRACTED', { zh: '已撤回', en: 'Retracted' }, 'text'],
];

export const TIERS: readonly (readonly [string, Label, string])[] = [
  ['STRICT', { zh: '严管', en: 'Strict' }, 'red'],
  ['GENERAL', { zh: '普管', en: 'General' }, 'blue'],
  ['LENIENT', { zh: '宽管', en: 'Lenient' }, 'green'],
];

/** What kind of sentence is served: Community Corrections Law, article 2. */
export const SENTENCES: readonly (readonly [string, Label])[] = [
  ['PUBLIC_SURVEILLANCE', { zh: '管制', en: 'Surveillance' }],
  ['SUSPENDED_SENTENCE', { zh: '缓刑', en: 'Suspended' }],
  ['PAROLE', { zh: '假释', en: 'Parole' }],
  ['OUTSIDE_PRISON', { zh: '暂予监外执行', en: 'Outside prison' }],
  ['', { zh: '未注明', en: 'Not said' }],
];

export const REASONS: readonly (readonly [string, Label, string])[] = [
  ['CONFIRMED', { zh: '属实', en: 'Confirmed' }, 'red'],
  ['EXCUSED', { zh: '有正当理由', en: 'Excused' }, 'blue'],
  ['AUTHORISED', { zh: '已获批准', en: 'Authorised' }, 'green'],
  ['FALSE_DEVICE', { zh: '设备误报', en: 'False: device' }, 'orange'],
  ['FALSE_DATA', { zh: '数据误报', en: 'False: data' }, 'yellow'],
];

export const LOOPS: readonly (readonly [string, Label, string])[] = [
  ['NONE', { zh: '无', en: 'None' }, 'text'],
  ['RUNNING', { zh: '进行中', en: 'Running' }, 'blue'],
  ['WARNED', { zh: '将超时', en: 'Nearly over' }, 'orange'],
  ['BREACHED', { zh: '已超时', en: 'Breached' }, 'red'],
];

/** Lishui's nine counties, GB/T 2260. */
export const COUNTIES: readonly (readonly [string, Label])[] = [
  ['331102', { zh: '莲都', en: 'Liandu' }],
  ['331121', { zh: '青田', en: 'Qingtian' }],
  ['331122', { zh: '缙云', en: 'Jinyun' }],
  ['331123', { zh: '遂昌', en: 'Suichang' }],
  ['331124', { zh: '松阳', en: 'Songyang' }],
  ['331125', { zh: '云和', en: 'Yunhe' }],
  ['331126', { zh: '庆元', en: 'Qingyuan' }],
  ['331127', { zh: '景宁', en: 'Jingning' }],
  ['331181', { zh: '龙泉', en: 'Longquan' }],
];

/** Kinds of facts, by the word that files and counts have. */
export const KINDS: readonly (readonly [string, Label])[] = [
  ['fix', { zh: '定位', en: 'Fix' }],
  ['tag-status', { zh: '装置状态', en: 'Tag status' }],
  ['sighting', { zh: '摄像头候选', en: 'Sighting' }],
  ['check-in', { zh: '打卡', en: 'Check-in' }],
  ['order', { zh: '监管令', en: 'Order' }],
  ['authorisation', { zh: '定位授权', en: 'Authorisation' }],
  ['leave', { zh: '请假', en: 'Leave' }],
  ['tag', { zh: '装置绑定', en: 'Tag binding' }],
  ['officer-action', { zh: '人员处置', en: 'Officer act' }],
  ['roll-call', { zh: '点验', en: 'Roll call' }],
  ['measure', { zh: '措施', en: 'Measure' }],
  ['notice', { zh: '案件通知', en: 'Case notice' }],
  ['suspension', { zh: '规则暂停', en: 'Suspension' }],
  ['protected-position', { zh: '被保护人位置', en: 'Protected position' }],
  ['welfare-signal', { zh: '关怀信号', en: 'Welfare signal' }],
  ['objection', { zh: '异议', en: 'Objection' }],
  ['activity', { zh: '学习与公益', en: 'Activity' }],
  ['campaign', { zh: '专项行动', en: 'Campaign' }],
  ['settings-change', { zh: '参数变更', en: 'Settings change' }],
  ['change-report', { zh: '变更报告', en: 'Change report' }],
];

/** Why something was not judged, or could not be read. */
export const REFUSALS: readonly (readonly [string, Label])[] = [
  ['NO_ORDER', { zh: '不在监管期', en: 'Not supervised' }],
  ['NO_AUTHORISATION', { zh: '无定位授权', en: 'No authorisation' }],
  ['UNBOUND_TAG', { zh: '装置未绑定', en: 'Tag of nobody' }],
  ['BELOW_MATCH_THRESHOLD', { zh: '比对分过低', en: 'Match too weak' }],
  ['TOO_LATE', { zh: '过迟', en: 'Too late' }],
  ['EMPTY', { zh: '空记录', en: 'Empty' }],
  ['TOO_LARGE', { zh: '过大', en: 'Too large' }],
  ['TRUNCATED', { zh: '不完整', en: 'Cut short' }],
  ['TRAILING_BYTES', { zh: '尾部多余', en: 'Bytes left over' }],
  ['UNKNOWN_SCHEMA', { zh: '未知格式', en: 'Unknown schema' }],
  ['WRONG_SCHEMA', { zh: '格式不符', en: 'Wrong schema' }],
  ['BAD_FIELD', { zh: '字段有误', en: 'Bad field' }],
  ['NOT_A_NUMBER', { zh: '非数值', en: 'Not a number' }],
  ['BAD_COORDINATES', { zh: '坐标有误', en: 'Bad coordinates' }],
  ['BAD_ACCURACY', { zh: '精度有误', en: 'Bad accuracy' }],
  ['BAD_SCORE', { zh: '分值有误', en: 'Bad score' }],
  ['IMPOSSIBLE_TIME', { zh: '时间有误', en: 'Impossible time' }],
  ['BAD_TERMS', { zh: '条件有误', en: 'Bad terms' }],
  ['BAD_TEXT', { zh: '文本有误', en: 'Bad text' }],
  ['UNKNOWN_ZONE', { zh: '未知区域', en: 'Unknown zone' }],
  ['NOT_JSON', { zh: '非JSON', en: 'Not JSON' }],
  ['NOT_SUSPENDABLE', { zh: '不可暂停', en: 'May not be suspended' }],
  ['BAD_MODEL', { zh: '模型有误', en: 'Bad model' }],
  ['WRONG_FEATURES', { zh: '特征不符', en: 'Other features' }],
  ['NOT_IN_FORCE', { zh: '未生效', en: 'Not in force' }],
];

/** What a piece of evidence is, by the engine's words; $1, $2, $3 stand for the numbers and months in them. */
export const EVIDENCE: readonly (readonly [string | RegExp, Label])[] = [
  ['fix gps', { zh: '卫星定位', en: 'Satellite fix' }],
  ['fix wifi', { zh: 'Wi-Fi定位', en: 'Fix by wireless network' }],
  ['fix cell', { zh: '基站定位', en: 'Base-station fix' }],
  [/mean of (\d+) fixes gps/, { zh: '$1次卫星定位的均值', en: 'Mean of $1 satellite fixes' }],
  ['distance', { zh: '与被保护人的距离', en: 'Distance from the protected' }],
  ['sighting', { zh: '摄像头比对，未经人工核实', en: 'Camera match, not verified' }],
  ['sighting verified', { zh: '摄像头比对，已人工核实', en: 'Camera match, verified' }],
  ['check-in', { zh: '打卡', en: 'Check-in' }],
  ['check-in at a terminal', { zh: '终端打卡', en: 'Check-in at a terminal' }],
  ['sighting by a wrong clock', { zh: '摄像头比对，时钟有误', en: 'Camera match by a wrong clock' }],
  ['check-in by a wrong clock', { zh: '终端打卡，时钟有误', en: 'Check-in by a wrong clock' }],
  ['check-in due', { zh: '打卡时限', en: 'Check-in due' }],
  ['check-in missed', { zh: '漏打卡', en: 'Check-in missed' }],
  ['last contact', { zh: '最后一次联系', en: 'Last contact' }],
  [/(\d+) days without contact/, { zh: '失去联系$1天', en: '$1 days without contact' }],
  ['a month without contact', { zh: '失去联系一个月', en: 'A month without contact' }],
  ['curfew begins', { zh: '宵禁开始', en: 'Curfew begins' }],
  ['curfew ends', { zh: '宵禁结束', en: 'Curfew ends' }],
  ['grace expires', { zh: '宽限期满', en: 'Grace expires' }],
  ['no further evidence', { zh: '此后无新依据', en: 'No further evidence' }],
  ['terms change', { zh: '监管条件变更', en: 'Terms change' }],
  ['roll call', { zh: '点验', en: 'Roll call' }],
  ['tag taken off', { zh: '装置解除佩戴', en: 'Tag taken off' }],
  ...(
    [
      ['battery', { zh: '装置电量', en: 'Tag battery' }],
      ['charging', { zh: '装置充电', en: 'Tag charging' }],
      ['power off', { zh: '装置关机', en: 'Tag switched off' }],
      ['power on', { zh: '装置开机', en: 'Tag switched on' }],
      ['strap cut', { zh: '表带被剪断', en: 'Tag strap cut' }],
      ['strap closed', { zh: '表带已扣合', en: 'Tag strap closed' }],
      ['case opened', { zh: '外壳被打开', en: 'Tag case opened' }],
      ['case closed', { zh: '外壳已合上', en: 'Tag case closed' }],
      ['fault', { zh: '装置故障', en: 'Tag fault' }],
    ] as const
  ).flatMap(([word, label]): [string | RegExp, Label][] => [
    [`tag ${word}`, label],
    [new RegExp(`tag ${word} (\\d+) %`), { zh: `${label.zh}，电量$1%`, en: `${label.en}, charge $1%` }],
  ]),
  ...(
    [
      ['station', { zh: '基站', en: 'Station' }],
      ['camera', { zh: '摄像头', en: 'Camera' }],
      ['terminal', { zh: '终端', en: 'Terminal' }],
      ['feed', { zh: '数据源', en: 'Feed' }],
    ] as const
  ).flatMap(([word, source]): [string, Label][] => [
    [`${word} last heard`, { zh: `${source.zh}最后一次上报`, en: `${source.en} last heard` }],
    [`${word} silent for too long`, { zh: `${source.zh}过久无上报`, en: `${source.en} silent for too long` }],
    [`${word} heard again`, { zh: `${source.zh}恢复上报`, en: `${source.en} heard again` }],
  ]),
  ...(
    [
      ['camera', { zh: '摄像头', en: 'Camera' }],
      ['terminal', { zh: '终端', en: 'Terminal' }],
    ] as const
  ).flatMap(([word, source]): [string, Label][] => [
    [`${word} clock wrong`, { zh: `${source.zh}时钟有误`, en: `${source.en} clock wrong` }],
    [`${word} clock found wrong`, { zh: `发现${source.zh}时钟有误`, en: `${source.en} clock found wrong` }],
    [`${word} clock changed`, { zh: `${source.zh}时钟改变`, en: `${source.en} clock changed` }],
  ]),
  ['tag data without authorisation', { zh: '未获授权的定位数据', en: 'Tag data without authorisation' }],
  [/reports without authorisation: (\d+)/, { zh: '未获授权的上报共$1条', en: '$1 reports without authorisation' }],
  [/(\d+) days before the end/, { zh: '授权到期前$1天', en: '$1 days before the end' }],
  ['the authorisation has ended', { zh: '授权已到期', en: 'The authorisation has ended' }],
  [/(\d+) days after the judgment took effect/, { zh: '裁判生效后$1天', en: '$1 days after the judgment took effect' }],
  ['notice', { zh: '案件通知', en: 'Case notice' }],
  ['measure', { zh: '措施', en: 'Measure' }],
  ['breach', { zh: '查实违规', en: 'Breach established' }],
  ['admonition', { zh: '训诫', en: 'Admonition' }],
  ['warning', { zh: '警告', en: 'Warning' }],
  ['public security', { zh: '治安管理处罚', en: 'Public-security penalty' }],
  ['revocation proposed', { zh: '已提请撤销或收监', en: 'Revocation proposed' }],
  ['welfare signal', { zh: '关怀信号', en: 'Welfare signal' }],
  ['objection', { zh: '异议', en: 'Objection' }],
  ['no answer', { zh: '逾期未答复', en: 'No answer in time' }],
  ['activity', { zh: '学习与公益', en: 'Activity' }],
  ['change report', { zh: '变更报告', en: 'Change report' }],
  [/study: (\d+) of (\d+) minutes due in ([\d-]+)/, { zh: '学习 $1 分钟，$3 应达 $2 分钟', en: 'Study in $3: $1 of $2 minutes due' }],
  [/service: (\d+) of (\d+) minutes due in ([\d-]+)/, { zh: '公益活动 $1 分钟，$3 应达 $2 分钟', en: 'Service in $3: $1 of $2 minutes due' }],
];
