import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from "graphql";

/** Says which types a supergraph holds to be of which others. */
export type Types = {
  /** Whether an object of this type meets a condition (`... on Node`). Types that the schema has not meet only themselves. */
  meets(typename: string, condition: string): boolean;
  isAbstract(typename: string): boolean;
};

export function typesOf(schema: GraphQLSchema): Types {
  return {
    isAbstract: (typename) => isAbstractType(schema.getType(typename)),
    meets(typename, condition) {
      if (typename === condition) return true;
      const [type, abstract] = [schema.getType(typename), schema.getType(condition)];
      return (
        isAbstractType(abstract) &&
        (isObjectType(type) || isInterfaceType(type)) &&
        schema.isSubType(abstract, type)
      );
    },
  };
}
