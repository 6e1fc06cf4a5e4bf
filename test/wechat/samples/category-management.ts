import type * as section from '../../../wechat/endpoints/category-management.ts';
import { nothing, type Samples, same } from './sample.ts';

const tree = {
  categories_list: {
    categories: [
      { id: 0, children: [1, 402], qualify: { exter_list: [], remark: '' } },
      {
        id: 1,
        name: '快递业与邮政',
        level: 1,
        father: 0,
        children: [2, 5, 556, 558, 1033],
        sensitive_type: 0,
        qualify: { exter_list: [], remark: '' },
      },
      {
        id: 920,
        name: '律师',
        level: 2,
        father: 402,
        children: [],
        sensitive_type: 1,
        qualify: { exter_list: [{ inner_list: [{ name: '《律师执业资格证》', url: '' }] }] },
      },
    ],
  },
};
const certicates = [{ key: '《因私出入境中介机构经营许可证》', value: 'media_id' }];

export const samples = {
  addCategory: {
    call: 'POST /cgi-bin/wxopen/addcategory authorizer',
    errcodes: [-1, 41033, 53300, 53301, 53302, 53303, 53304, 53305, 53310, 53311],
    requests: [{ categories: [{ first: 8, second: 39, certicates }] }],
    answers: [nothing],
  },
  deleteCategory: {
    call: 'POST /cgi-bin/wxopen/deletecategory authorizer',
    errcodes: [-1, 53303, 53308, 53309],
    requests: [{ first: 1, second: 10 }],
    answers: [nothing],
  },
  getAllCategories: { call: 'GET /cgi-bin/wxopen/getallcategories authorizer', answers: [same(tree)] },
  getAllCategoriesByType: {
    call: 'POST /cgi-bin/wxopen/getcategoriesbytype authorizer',
    requests: [{ verify_type: 0 }, {}],
    answers: [same(tree)],
  },
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
  getSettingCategories: {
    call: 'GET /cgi-bin/wxopen/getcategory authorizer',
    errcodes: [41033],
    answers: [
      same({
        categories: [
          {
            first: 8,
            first_name: '教育',
            second: 39,
            second_name: '出国移民',
            audit_status: 1,
            audit_reason: '',
          },
        ],
        limit: 5,
        quota: 4,
        category_limit: 20,
      }),
      {
        answer: { errcode: 0, errmsg: 'ok', categories: [{ first: 304, second: 321, audit_status: 3, is_expired: 1 }] },
        read: { categories: [{ first: 304, second: 321, audit_status: 3, is_expired: true }] },
      },
    ],
  },
  modifyCategory: {
    call: 'POST /cgi-bin/wxopen/modifycategory authorizer',
    errcodes: [-1, 53306, 53307],
    requests: [{ first: 8, second: 39, certicates }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
