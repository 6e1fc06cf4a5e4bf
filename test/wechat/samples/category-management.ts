import type * as section from '../../../wechat/endpoints/category-management.ts';
import { type Samples, same } from './sample.ts';

export const samples = {
  getAllCategoryName: {
    call: 'GET /wxa/get_category authorizer',
    answers: [
      same({
        category_list: [
          {
            first_class: '工具',
            second_class: '备忘录',
            first_id: 1,
            second_id: 2,
          },
        ],
      }),
      same({
        category_list: [],
      }),
    ],
  },
} satisfies Samples<typeof section>;
