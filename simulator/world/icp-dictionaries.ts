/** Kinds of unit (单位性质), in excerpts. */
export const subjectTypes = [
  { type: 1, name: '国防机构' },
  { type: 2, name: '政府机关' },
  { type: 3, name: '事业单位' },
  { type: 4, name: '企业' },
  { type: 5, name: '个人' },
];

/** Kinds of certificate, in excerpts. */
export const certificateTypes = [
  { type: 1, subject_type: 4, name: '营业执照（个人或企业）' },
  { type: 2, subject_type: 5, name: '居民身份证' },
];

/** Regions, in excerpts. */
export const districts = [
  {
    type: 1,
    code: 110000,
    name: '北京市',
    sub_list: [
      {
        type: 2,
        code: 110100,
        name: '市辖区',
        sub_list: [
          { type: 3, code: 110101, name: '东城区' },
          { type: 3, code: 110102, name: '西城区' },
          { type: 3, code: 110105, name: '朝阳区' },
        ],
      },
    ],
  },
];

/** Approvals that must come first (前置审批). */
export const nrlxTypes = [
  { type: 1, name: '新闻' },
  { type: 2, name: '出版' },
  { type: 3, name: '教育' },
  { type: 4, name: '医疗保健' },
  { type: 5, name: '药品和医疗器械' },
  { type: 6, name: '电子公告服务' },
  { type: 9, name: '文化' },
  { type: 10, name: '广播电影电视节目' },
  { type: 11, name: '网络预约车' },
  { type: 13, name: '互联网金融' },
  { type: 14, name: '校外培训' },
  { type: 15, name: '宗教' },
  { type: 24, name: '以上都不涉及' },
];

/** What mini programs may be about, in excerpts. */
export const serviceContentTypes: readonly {
  readonly type: number;
  readonly parent_type?: number;
  readonly name: string;
  readonly remark?: string;
}[] = [
  { type: 500, parent_type: 0, name: '生活服务' },
  { type: 1, parent_type: 500, name: '生活缴费', remark: '水电煤气话费等' },
  { type: 2, parent_type: 500, name: '招聘' },
];

/** Identities of people who are verified, in excerpts. */
export const identityTree = [
  {
    name: '职业身份认证',
    node_id: 1,
    node_list: [
      {
        name: '娱乐',
        node_id: 2,
        node_list: [
          {
            name: '影视',
            node_id: 3,
            node_list: [
              { name: '导演', node_id: 4, node_list: [], leaf_info: { requirement: '本人有效身份证件及职称证明' } },
            ],
          },
        ],
      },
    ],
    root_info: { type: 1 },
  },
];
