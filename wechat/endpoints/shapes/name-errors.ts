import { rejected, slowDown } from '../../error-class.ts';

/** What WeChat says of a name that it does not give. */
export const nameErrors = {
  53010: rejected('The format of the name is invalid.', '名称格式不合法'),
  53011: slowDown('Names were checked too often.', '名称检测过于频繁'),
  53012: rejected('The name is forbidden.', '禁止使用该名称'),
  53013: rejected('Another mini program has this name.', '名称与已有小程序重复'),
  53014: rejected('A mini program with this name and a plus sign is of another owner.', '同名（+号）小程序主体不同'),
  53015: rejected('An official account of another owner has this name.', '名称与其他主体的公众号重复'),
  53016: rejected('Several official accounts have this name.', '名称与多个公众号重复'),
  53017: rejected(
    'An official account with this name and a plus sign is of another owner.',
    '同名（+号）公众号主体不同',
  ),
  53018: rejected('The name is a WeChat id.', '名称与微信号重复'),
  53019: rejected('The name is protected.', '名称在保护期内'),
} as const;
