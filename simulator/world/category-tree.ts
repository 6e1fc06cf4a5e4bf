/** A category of the second level, which an account can set. */
export type TreeCategory = {
  readonly first: number;
  readonly first_name: string;
  readonly second: number;
  readonly second_name: string;
  /** The material it takes; a category without any needs no audit. */
  readonly materials: readonly string[];
  /** Whether a person may set it. */
  readonly personal: boolean;
};

type Leaf = readonly [second: number, name: string, ...materials: string[]];
type Branch = {
  readonly first: number;
  readonly name: string;
  readonly personal: boolean;
  readonly leaves: readonly Leaf[];
};

const branches: readonly Branch[] = [
  {
    first: 1,
    name: '工具',
    personal: true,
    leaves: [
      [2, '备忘录'],
      [3, '日历'],
      [4, '天气'],
      [5, '办公'],
      [6, '字典'],
      [7, '图片'],
      [9, '计算类'],
      [10, '报价'],
      [11, '信息查询'],
      [12, '效率'],
      [13, '预约'],
    ],
  },
  {
    first: 20,
    name: '生活服务',
    personal: true,
    leaves: [
      [21, '家政'],
      [22, '丽人'],
      [23, '摄影'],
      [24, '婚庆服务'],
      [25, '宠物'],
      [26, '洗浴保健'],
      [27, '养车'],
      [28, '休闲娱乐'],
    ],
  },
  {
    first: 220,
    name: '餐饮',
    personal: false,
    leaves: [
      [221, '菜谱'],
      [222, '餐厅排队'],
      [223, '点评与推荐'],
      [224, '点餐平台', '《食品经营许可证》'],
    ],
  },
  {
    first: 8,
    name: '教育',
    personal: false,
    leaves: [
      [38, '教育信息服务'],
      [39, '出国移民', '《因私出入境中介机构经营许可证》'],
    ],
  },
  { first: 402, name: '法律服务', personal: false, leaves: [[920, '律师', '《律师执业资格证》']] },
];

/** All categories that can be set; a new account has the first. */
export const allCategories: readonly TreeCategory[] = branches.flatMap(({ first, name, personal, leaves }) =>
  leaves.map(([second, second_name, ...materials]) => ({
    first,
    first_name: name,
    second,
    second_name,
    materials,
    personal,
  })),
);

/** The tree as WeChat answers it, for a person or an organisation. */
export const categoryTree = (personal: boolean) => {
  const open = branches.filter((branch) => branch.personal || !personal);
  const nothing = { exter_list: [], remark: '' };
  return {
    categories_list: {
      categories: [
        { id: 0, children: open.map(({ first }) => first), qualify: nothing },
        ...open.flatMap(({ first, name, leaves }) => [
          {
            id: first,
            name,
            level: 1,
            father: 0,
            children: leaves.map(([second]) => second),
            sensitive_type: 0,
            qualify: nothing,
          },
          ...leaves.map(([id, leaf, ...materials]) => ({
            id,
            name: leaf,
            level: 2,
            father: first,
            children: [],
            sensitive_type: materials.length > 0 ? 1 : 0,
            qualify: {
              exter_list: materials.map((material) => ({ inner_list: [{ name: material, url: '' }] })),
              remark: '',
            },
          })),
        ]),
      ],
    },
  };
};
