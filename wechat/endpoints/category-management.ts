import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { bug, merchant, notYet, provider, quota } from '../error-class.ts';
import { acknowledged, wireBoolean, wireList, wireNumber, wireText } from '../wire.ts';
import { mediaErrors } from './shapes/media-errors.ts';
import { onlyByApi } from './shapes/only-by-api.ts';

const certificates = z.array(z.object({ key: z.string(), value: z.string() }));
const names = { first: z.number(), second: z.number() };
const invalid = { 53303: bug('The categories are malformed, or there are none such.', '提交的类目参数不合法') };
/** The categories as a tree: the root has the id 0, its children are the first level. */
const categoryTree = z.object({
  categories_list: z.object({
    categories: wireList(
      z.object({
        id: wireNumber,
        name: wireText.optional(),
        level: wireNumber.optional(),
        father: wireNumber.optional(),
        children: wireList(wireNumber),
        sensitive_type: wireNumber.optional(),
        qualify: z
          .object({
            exter_list: wireList(
              z.object({
                inner_list: wireList(z.object({ name: z.string(), url: z.string().optional() })),
              }),
            ),
            remark: z.string().optional(),
          })
          .optional(),
      }),
    ),
  }),
});

/**
 * The categories that are set and approved, usable as items of a submission.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/category-management/api_getallcategoryname.html
 */
export const getAllCategoryName = endpoint({
  method: 'GET',
  path: '/wxa/get_category',
  token: 'authorizer',
  permission: [18],
  request: z.object({}),
  response: z.object({
    category_list: wireList(
      z.object({
        first_class: z.string(),
        second_class: z.string(),
        third_class: z.string().optional(),
        first_id: wireNumber,
        second_id: wireNumber,
        third_id: wireNumber.optional(),
      }),
    ),
  }),
  repeatable: true,
});

/**
 * All categories (类目) that this account may set, of two levels. Where `sensitive_type` is 1, `qualify` names the
 * material; how `exter_list` and `inner_list` combine is not said (unconfirmed). The answer is large.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/category-management/api_getallcategories.html
 */
export const getAllCategories = endpoint({
  method: 'GET',
  path: '/cgi-bin/wxopen/getallcategories',
  token: 'authorizer',
  permission: [30],
  request: z.object({}),
  response: categoryTree,
  repeatable: true,
  timeout: 30_000,
  errors: onlyByApi,
});

/**
 * The same for a kind of owner: 0 person, 1 enterprise, 2 government, 3 media, 4 other. These are not the numbers of
 * `principal_type`, where media are 2 and government is 3.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/category-management/api_getallcategoriesbytype.html
 */
export const getAllCategoriesByType = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/getcategoriesbytype',
  token: 'authorizer',
  permission: [30],
  request: z.object({ verify_type: z.literal([0, 1, 2, 3, 4]).optional() }),
  response: categoryTree,
  repeatable: true,
  timeout: 30_000,
  errors: onlyByApi,
});

/**
 * The categories that were set, each 1 under audit, 2 rejected or 3 passed; `quota` of `limit` additions are left in
 * this month, and there may be `category_limit` in all. One whose material ran out stays 3, with `is_expired`, which is
 * in live answers and not on the page (unconfirmed).
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/category-management/api_getsettingcategories.html
 */
export const getSettingCategories = endpoint({
  method: 'GET',
  path: '/cgi-bin/wxopen/getcategory',
  token: 'authorizer',
  permission: [30],
  request: z.object({}),
  response: z.object({
    categories: wireList(
      z.object({
        first: wireNumber,
        first_name: z.string().optional(),
        second: wireNumber,
        second_name: z.string().optional(),
        audit_status: wireNumber,
        audit_reason: z.string().optional(),
        is_expired: wireBoolean.optional(),
      }),
    ),
    limit: wireNumber.optional(),
    quota: wireNumber.optional(),
    category_limit: wireNumber.optional(),
  }),
  repeatable: true,
  errors: onlyByApi,
});

/**
 * Sets more categories. Where one is sensitive, `certicates` (WeChat's spelling) holds its material as media ids by name,
 * and an audit decides.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/category-management/api_addcategory.html
 */
export const addCategory = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/addcategory',
  token: 'authorizer',
  permission: [30],
  request: z.object({ categories: z.array(z.object({ ...names, certicates: certificates.default([]) })).min(1) }),
  response: acknowledged,
  repeatable: false,
  errors: {
    ...onlyByApi,
    ...mediaErrors,
    ...invalid,
    53300: quota("The account's additions of categories are used up for this month.", '超出每月类目修改次数'),
    53301: provider("The account's categories are at their limit; delete one.", '超出可配置类目总数'),
    53302: merchant('An owner of this kind may not set this category.', '当前主体类型不允许设置此类目'),
    53304: provider('The category is set already.', '与已有类目重复'),
    53305: merchant('A category needs an ICP check that was not passed.', '包含未通过 ICP 校验的类目'),
    53310: provider('There are too many categories; more can be had with a reason.', '类目超过上限'),
    53311: merchant('Material is needed for a category.', '类目需要提交资质材料'),
  },
});

/**
 * Sends other material for a category that was rejected; another audit decides.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/category-management/api_modifycategory.html
 */
export const modifyCategory = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/modifycategory',
  token: 'authorizer',
  permission: [30],
  request: z.object({ ...names, certicates: certificates }),
  response: acknowledged,
  repeatable: false,
  errors: {
    ...onlyByApi,
    ...mediaErrors,
    ...invalid,
    53306: bug('Only the material of a category that is set can be changed.', '只允许修改已有类目的资质'),
    53307: provider('Only a rejected category can be changed.', '只有审核失败的类目允许修改'),
    53311: merchant('Material is needed for the category.', '类目需要提交资质材料'),
  },
});

/**
 * Deletes a category; one under audit stays.
 * @see https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/category-management/api_deletecategory.html
 */
export const deleteCategory = endpoint({
  method: 'POST',
  path: '/cgi-bin/wxopen/deletecategory',
  token: 'authorizer',
  permission: [30],
  request: z.object(names),
  response: acknowledged,
  repeatable: false,
  errors: {
    ...onlyByApi,
    ...invalid,
    53308: notYet('The category is under audit and can not be deleted.', '审核中的类目不允许删除'),
    53309: provider('The category of social red packets can not be deleted.', '社交红包类目不允许删除'),
  },
});
