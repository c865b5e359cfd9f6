-- An import that finds a member by phone keeps the account it knows them by; taken back, it takes that account along.

-- AlterTable
ALTER TABLE "member_account" ADD COLUMN     "import_id" UUID;
